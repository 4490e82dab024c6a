"""Recognises the lines that open a zone: preamble, signatures, annexes, letters."""

import re
from collections.abc import Sequence

from blacheck.segment import words
from blacheck.segment.lines import Line, is_capitals, is_heading, is_verbless
from blacheck.segment.words import APOSTROPHES, DASHES

_AGREED_TAIL = 400
"""Characters at the end of a text in which the words of agreement stand."""
_AGREED = re.compile(words.union("agreed"), re.IGNORECASE)
_BLANKS = re.compile(r"[._…]{3,}")
_PREAMBLE = words.pattern(r"^\W*", "preamble", r"\W*$")
_RECITAL = words.pattern(r"^\W*", "recital", rf"(?![\w{APOSTROPHES}-])")
_SIDES = words.pattern("^", "sides", r"(?!\w)")
_ALIAS = words.pattern(r"(?<!\w)", "alias", "")
_SIGNATURE = words.pattern("^", "signature", "")
_SIGNATORY = words.pattern("^", "signatory", "")
_SALUTATION = words.pattern("^", "salutation", r"\s*[,:]$")
_LETTER = words.pattern("^", "letter", r"(?!\w)")
_DATELINE = re.compile(
    rf"^[^\W\d][^.;:]{{1,60}},? (?:the |le |el )?\d{{1,2}}(?:st|nd|rd|th|er)?\s(?:de |day of )?"
    rf"(?:{'|'.join(words.months())})(?: de)?,? \d{{4}}\W*(?=$|(?:for|pour|por) )",
    re.IGNORECASE,
)
_OPENER_LENGTH = 320
_ANNEXES = tuple(
    (
        re.compile(rf"(?:the )?(?P<before>(?:{words.union('ordinals')}) )?(?P<word>{source})(?![\w-])", re.IGNORECASE),
        label,
    )
    for source, label in words.pairs("annexes")
)
_ANNEX = re.compile(
    rf"(?:the )?(?:(?:{words.union('ordinals')}) )?(?:{'|'.join(source for source, _ in words.pairs('annexes'))})",
    re.IGNORECASE,
)
_ANNEX_NUMBER = re.compile(
    r"[\s:]*(?:n[ro°º]\.?\s?)?\(?(?P<number>\d{1,3}|[IVXL]{1,6}|[A-Z](?:\.?\d)?|"
    rf"(?:{words.union('cardinals')}))\)?(?![\w{APOSTROPHES}])",
    re.IGNORECASE,
)
_ANNEX_SUBJECT = re.compile(
    r"(?:to|of|on|for|annexed|concerning|relating|regarding|au|aux|à|de|du|des|sur|relati\w+|al|del|sobre|a|zu|bij|"
    r"concernant)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(rf"\s*[:.{DASHES}-]\s*")
_EXCHANGE = re.compile(r"exchange|[ée]change|canje", re.IGNORECASE)
_NUMBERED_LETTER = re.compile(r"^(?:N[ro]\.|No|N[°º])\s*(?:[IVXL]+|\d{1,2})$")


def is_agreed(text: str) -> bool:
    """True for the words by which the parties pass from the preamble to what they agree."""
    return _AGREED.search(_BLANKS.sub(" ", text[-_AGREED_TAIL:])) is not None


def is_recital(text: str) -> bool:
    """True for a text that begins as recitals do."""
    return _RECITAL.match(text) is not None


def is_sides(text: str) -> bool:
    """True for a text that begins by naming the parties."""
    return _SIDES.match(text) is not None


def has_alias(text: str) -> bool:
    """True for a text that gives somebody another name."""
    return _ALIAS.search(text) is not None


def is_preamble_heading(text: str) -> bool:
    """True for "PREAMBLE", "Recitals" and the like."""
    return _PREAMBLE.match(text) is not None


def is_letter(text: str) -> bool:
    """True for the courtesies that frame what a letter says."""
    return _LETTER.match(text) is not None


def is_salutation(text: str) -> bool:
    """True for "Excellency," and the like on a line of its own."""
    return _SALUTATION.match(text) is not None


def opens_signature(lines: Sequence[Line], i: int) -> bool:
    """True for "Done at …", "In witness whereof …", "For the Government of …", or a date and place before that."""
    line = lines[i]
    if line.markers or line.cells:
        return False
    if _SIGNATURE.match(line.text):
        return True
    if _SIGNATORY.match(line.text):
        return is_verbless(line.text) and len(line.text.split()) < 40 and not line.text.endswith((";", ","))
    dated = _DATELINE.match(line.text)
    if not dated:
        return False
    after = lines[i + 1].text if i + 1 < len(lines) else ""
    return bool(_SIGNATORY.match(line.text[dated.end() :] or after)) or (i > 0 and is_letter(lines[i - 1].text))


def letter_label(line: Line) -> str:
    """How a letter is cited that only its number announces ("Nr. I"), or ""."""
    return line.text if _NUMBERED_LETTER.match(line.text) else ""


def annex_label(line: Line) -> str:
    """How the annex that a line opens is cited ("Annex I", "First Schedule"), or "" for any other line."""
    if len(line.text) > _OPENER_LENGTH or line.cells or line.text[:1].islower() or not _ANNEX.match(line.text):
        return ""
    text = " ".join(line.text.split())
    for expression, label in _ANNEXES:
        found = expression.match(text)
        if found:
            return _label(text, found, label)
    return ""


def is_numbered_label(label: str) -> bool:
    """True for a label with a number of its own: "Annex I" and "First Schedule", not "Protocol"."""
    return label not in {name for _, name in words.pairs("annexes")} and label != "Exchange of Letters"


def _label(text: str, found: re.Match[str], label: str) -> str:
    number = _ANNEX_NUMBER.match(text, found.end())
    if number and number["number"].islower() and not number["number"].isdigit() and not is_capitals(text):
        number = None  # the article "a" and the like
    value = number["number"] if number else ""
    rest = text[number.end() if number else found.end() :].strip()
    if not _is_opening(text, rest, numbered=bool(value or found["before"])):
        return ""
    if label == "Letter" and not value:
        return _unnumbered_letter(found["word"])
    if found["before"]:
        return f"{found['before'].strip().title()} {label}"
    return f"{label} {value if value.islower() else value.upper()}".strip()


def _unnumbered_letter(word: str) -> str:
    """A letter without a number is an annex only where it is called an exchange of letters or a side letter."""
    if _EXCHANGE.match(word):
        return "Exchange of Letters"
    return "Letter" if word.lower().startswith("side") else ""


def _is_opening(text: str, rest: str, *, numbered: bool) -> bool:
    """True where what follows the label is its heading and not the rest of a sentence."""
    if not rest.strip(" .:"):
        return True
    if rest.startswith("("):
        return rest.endswith(")") or is_heading(rest)
    if is_capitals(text):
        return True
    separated = _SEPARATOR.match(rest)
    if separated:
        return is_heading(rest[separated.end() :], words_at_most=25)
    if rest.endswith((".", ";", ",", ":")) or not is_verbless(rest):
        return False
    return bool(_ANNEX_SUBJECT.match(rest)) or (numbered and is_heading(rest, words_at_most=25))
