"""Which characters of a document may stand in a page, a sheet or an XML file."""

import re

_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with the replacement character for what neither HTML nor XML may hold."""
    return _BARRED.sub("\N{REPLACEMENT CHARACTER}", text)
