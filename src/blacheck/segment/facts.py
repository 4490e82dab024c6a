"""The facts that a reader looks for first: title, kind, parties, date, words that bind or do not.

Nothing here decides anything about the agreement's content; what cannot be told stays empty or unknown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blacheck.model import BindingSignals, Party
from blacheck.segment import words
from blacheck.segment.openers import has_alias, is_salutation
from blacheck.segment.parties import parties_of
from blacheck.segment.provisions import normal
from blacheck.segment.zones import Zone

_OPENING = 6000
"""Characters of the preamble in which the parties are looked for."""
_SIGNATURE = 6000
_TITLE = 500
_DOMINANT = 5
"""Occurrences from which "shall" or "will" counts as the text's mandatory verb."""
_ASIDE = re.compile(
    r"^\W*(?:in the name of|translation|(?:official|courtesy|unofficial) translation|signed (?:at|in))|^\(",
    re.IGNORECASE,
)
_INSTRUMENTS = tuple(
    (re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE), kind) for source, kind in words.pairs("instruments")
)
_SELF = re.compile(r"\b(?:this|the present|le présent|la présente|el presente|la presente)\s+(\w+)", re.IGNORECASE)
_MONTHS = words.months()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DAY = r"(?P<day>\d{1,2}|[^\W\d_]+(?:-[^\W\d_]+)?)"
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d|(?:[^\W\d_]+[\s-]){1,5}[^\W\d_]+)"
_DATES = (
    re.compile(
        rf"\b{_DAY}\s?(?:st|nd|rd|th|er|º|°)?\s(?:(?:day|días?|jours?)\s)?(?:of |de |del |du )?(?:mes de |mois de )?"
        rf"{_MONTH}\s?,?(?: de| del| of| in the year| de l'année)*\s{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_MONTH}\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}", re.IGNORECASE),
    re.compile(r"(?P<year>1[6-9]\d\d|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"),
)
_YEAR_ALONE = re.compile(r"\b(?:1[6-9]\d\d|20\d\d)\b")
_NUMBER_WORDS = words.spelled_numbers()
_NEGATION = re.compile(r"\b(?:not|no|neither|nor|ni|pas|aucun)\b[^.;]{0,20}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the zones of a text say about it as a whole."""

    title: str
    instrument: str
    parties: tuple[Party, ...]
    signed: str
    binding: BindingSignals


def facts_of(text: str, zones: Sequence[Zone]) -> Facts:
    """The facts of an agreement."""
    title, flat = title_of(zones), normal(text)
    return Facts(
        title=title,
        instrument=instrument_of(title, flat, is_letter=_is_letter(zones)),
        parties=parties_of(title, _joined(zones, "preamble")[:_OPENING], flat),
        signed=signed_of(zones),
        binding=binding_of(_joined(zones, "preamble", "body", "signature")),
    )


def title_of(zones: Sequence[Zone]) -> str:
    """The lines of the title as one, without asides such as "(Official translation)"."""
    lines = [normal(line.text) for zone in zones if zone.kind == "title" for line in zone.lines]
    return " ".join([line for line in lines if has_alias(line) or not _ASIDE.match(line)] or lines)[:_TITLE]


def instrument_of(title: str, text: str, *, is_letter: bool = False) -> str:
    """Its kind by the first word for one in the title, else by what the text calls itself most often.

    Args:
        title: The title on one line.
        text: The whole text, with single spaces.
        is_letter: Whether it begins as letters do.
    """
    kind = _first_kind(title) or ("exchange of letters" if is_letter else "")
    if kind:
        return kind
    kinds = [kind for match in _SELF.finditer(text) if (kind := _first_kind(match[1]))]
    return max(sorted(set(kinds)), key=kinds.count, default="other")


def _is_letter(zones: Sequence[Zone]) -> bool:
    first = next((line for zone in zones if zone.kind == "preamble" for line in zone.lines), None)
    return first is not None and is_salutation(first.text)


def _first_kind(text: str) -> str:
    hits = [
        (found.start(), order, kind)
        for order, (expression, kind) in enumerate(_INSTRUMENTS)
        if (found := expression.search(text))
    ]
    return min(hits)[2] if hits else ""


# ------------------------------------------------------------------------------------------ date


def signed_of(zones: Sequence[Zone]) -> str:
    """The date of signature, the latest where the sides signed on different days; "" where there is none."""
    signature = _joined(zones, "signature")[:_SIGNATURE]
    for place in (signature, _joined(zones, "title")):
        if dates := sorted(_dates(place)):
            return dates[-1]
    years = _YEAR_ALONE.findall(signature)
    return str(years[-1]) if years else ""


def _dates(text: str) -> Iterator[str]:
    for expression in _DATES:
        for match in expression.finditer(text):
            day, year = _number(match["day"]), _number(match["year"])
            month = _MONTHS.get(match["month"].casefold()) or int(match["month"])
            if 1 <= day <= 31 and 1 <= month <= 12 and 1600 <= year <= 2100:
                yield f"{year:04}-{month:02}-{day:02}"


def _number(text: str) -> int:
    """The value of the number in digits or words that a text begins with, 0 where it is none."""
    if text.strip().isdecimal():
        return int(text)
    total = current = 0
    for word in re.split(r"[\s-]+", text):
        value = next((value for expression, value in _NUMBER_WORDS if expression.fullmatch(word)), None)
        if value is None:
            if word.casefold() not in ("and", "y", "et", "de"):
                break
        elif value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return total + current


# ------------------------------------------------------------------------------------------ binding


def binding_of(text: str) -> BindingSignals:
    """Words for and against a legally binding instrument, each once, as the text has them first."""
    lower = text.lower()
    signals = _signals("binding", text, lower, affirmed=True)
    against = _signals("unbinding", text, lower, affirmed=False)
    shall, will = lower.count(" shall "), lower.count(" will ")
    if shall >= _DOMINANT and shall > 2 * will:
        signals.append("shall")
    if will >= _DOMINANT and will > 2 * shall:
        against.append("will")
    return BindingSignals(tuple(dict.fromkeys(signals)), tuple(dict.fromkeys(against)))


def _signals(field: str, text: str, lower: str, *, affirmed: bool) -> list[str]:
    """The first occurrence of each wording, not negated where it must be affirmed."""
    found = []
    for source in dict.fromkeys(source for table in words.LANGUAGES.values() for source in getattr(table, field)):
        for match in re.finditer(source, lower):
            start, end = match.span()
            whole = not (lower[max(0, start - 1) : start].isalnum() or lower[end : end + 1].isalnum())
            if whole and not (affirmed and _NEGATION.search(lower[max(0, start - 40) : start])):
                found.append((text if len(text) == len(lower) else lower)[start:end].strip())
                break
    return found


def _joined(zones: Sequence[Zone], *kinds: str) -> str:
    """The text of the body's zones of some kinds, on one line."""
    return normal(" ".join(line.text for zone in zones if zone.kind in kinds and not zone.part for line in zone.lines))
