"""Characters as printed become characters as written: one form for ligatures, spaces and invisible signs.

Not NFKC, which would turn "5º" into "5o", "½" into "1⁄2" and "m²" into "m2".
"""

import re
import unicodedata

SOFT_HYPHENS = "\u2010\u00ad"
"""Hyphens that programs set where they divide a word at a line end; ``clean`` keeps the first, a visible sign."""
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad"
_CONTROLS = "".join(chr(code) for code in (*range(9), *range(14, 32), *range(127, 160)) if code != 0x85)
_FORMS = re.compile("[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefe\uff01-\uff5e]")
_TABLE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_INVISIBLE, ""),
        **dict.fromkeys(_CONTROLS, ""),
        "\u2011": "-",
        "\u2043": "-",
        "\ufffe": "-",
    }
)


def clean(text: str) -> str:
    """The text with ligatures resolved, odd spaces and hyphens plain and invisible signs removed."""
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_TABLE)
    if _FORMS.search(text):
        text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form.group()), text)
    return unicodedata.normalize("NFC", text)
