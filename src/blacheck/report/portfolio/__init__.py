"""Several reviews side by side: what each agreement has, how common an element is, and where a gap is filled elsewhere.

Items ─entries→ Matrix ─nearest→ Neighbours ─page→ what the index says ─render→ HTML
"""

from blacheck.report.portfolio.entries import Answer, Column, Entry, Matrix, matrix_of
from blacheck.report.portfolio.nearest import Nearness, Neighbour, neighbours

__all__ = ["Answer", "Column", "Entry", "Matrix", "Nearness", "Neighbour", "index_html", "matrix_of", "neighbours"]


def index_html(matrix: Matrix, *, date: str = "") -> str:
    """The matrix and what follows from it as one HTML page, which needs no network, no script and no other file.

    Args:
        matrix: The reviews.
        date: Day of the reviews, ISO 8601 or in words; the page names a date only where one is given.
    """
    from blacheck.report.portfolio.page import page_of
    from blacheck.report.render import filled
    from blacheck.report.wording import wording

    words = wording("en", "portfolio")
    page = page_of(matrix, words, date)
    return filled("portfolio", words, styles=("report", "portfolio"), scripts=("portfolio",), p=page)
