"""The same words however they are printed: what a printer or a word processor changes without changing the text."""

import re
import unicodedata

_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "–": "-",
        "—": "-",
        "‐": "-",
        "\xad": "",
    }
)
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text with plain quotation marks, dashes and letters, and one space between words."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).translate(_PLAIN)).strip()
