"""Several reviews side by side: what each agreement has, how common an element is, and where a gap is filled elsewhere.

Item ─entries→ Side ─prevalence, nearest→ what the index says ─page→ HTML
"""

from blacheck.report.portfolio.entries import Answer, Column, Entry, Portfolio, portfolio_of
from blacheck.report.portfolio.nearest import Nearness, Neighbour, neighbours

__all__ = ["Answer", "Column", "Entry", "Nearness", "Neighbour", "Portfolio", "index_html", "neighbours", "portfolio_of"]


def index_html(portfolio: Portfolio, *, date: str = "") -> str:
    """The portfolio as one HTML page that needs no network, no script and no other file but the reports it links to.

    Args:
        portfolio: The reviews.
        date: Day of the reviews, ISO 8601 or in words; the page names a date only where one is given.
    """
    from blacheck.report.portfolio.page import page_of
    from blacheck.report.render import filled
    from blacheck.report.wording import wording

    words = wording("en", "portfolio")
    page = page_of(portfolio, words, date)
    return filled("portfolio", words, styles=("report", "portfolio"), scripts=("portfolio",), p=page)
