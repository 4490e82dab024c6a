"""Finds the two sides of an agreement, what else the text calls them, and which of them sends and which employs.

The opening names them ("The Government of X and the Government of Y"), else the title does. Who sends and who employs
is told by how often the text speaks of "employment in X" and of "workers from Y"; where that is not clear, it stays
unknown.
"""

import re
from collections.abc import Iterator, Sequence

from blacheck.model import Party, PartyRole
from blacheck.segment import words
from blacheck.segment.lines import is_capitals
from blacheck.segment.words import CLOSING, DASHES, OPENING

_NAME_LENGTH = 120
_TITLE_WEIGHT = 4
"""How many times the title counts as evidence of who sends and who employs."""
_ALIAS_WEIGHT = 5
"""How many times a name such as "the Receiving Country" counts."""
_CLEAR = 3
"""Difference of the counts from which they tell the sides apart."""
_ALIAS_REACH = 400
"""Characters after a party's name in which its other name may be given."""
_BEFORE = 60
"""Characters before a party's name that tell what is said of it."""
_SMALL = {"of", "the", "and", "de", "la", "del", "du", "des", "et", "y", "los", "las", "les", "le", "for", "on"}
_SIDES = rf"(?:{words.union('sides')})(?!\w)"
_BETWEEN = words.pattern(r"(?<!\w)", "between", r"\s+")
_SUBJECT = words.pattern(r"[,\s]+", "subject", r"(?!\w)")
_JOIN = re.compile(rf",?\s+(?:{words.union('conjunction')}),?\s+(?={_SIDES})", re.IGNORECASE)
_PLAIN_JOIN = words.pattern(r",?\s+", "conjunction", r"\s+")
_OPENING = re.compile(_SIDES, re.IGNORECASE)
_BODY = re.compile(rf"(?:the |el |la |le |los |les )?(?:{words.union('bodies')})", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:(?:the|el|la|le|los|las|les)\s+|l['\u2019])(?=\S)", re.IGNORECASE)
_STATES = (
    "republic|state|kingdom|federation|confederation|province|commonwealth|union|sultanate|"
    "république|royaume|república|reino"
)
_STATE = re.compile(rf"\b(?:{_STATES})\b", re.IGNORECASE)
_OFFICE = re.compile(r"ministry|department|minist[èe]r|secretariat", re.IGNORECASE)
_NAME_END = re.compile(
    r"\s*(?:[(;:]|,(?!\s+[A-ZÀ-Þ])|(?<=\w)\.(?:\s|$)|"
    r"\b(?:represented|hereinafter|hereafter|considering|acting|desir\w+|wishing|having|have)\b)",
    re.IGNORECASE,
)
_PROPER = r"[A-ZÀ-Þ][\w'\u2019-]*\w"
_COUNTRIES = (
    re.compile(rf"(?:^|\s)(?:of|de|del|du|d['\u2019])(?: the| la| los)? ?(?P<name>{_PROPER}(?: {_PROPER})*)$"),
    re.compile(rf"^(?P<name>{_PROPER})(?: \w+)? (?:Republic|Federation|Kingdom|State|Union)$"),
    re.compile(rf"^(?:République|República) (?P<name>{_PROPER})$"),
    re.compile(r"^(?P<name>\S+)$"),
)
_ALIAS = re.compile(
    rf"(?:(?:{words.union('alias')})(?:\s*[:,]?\s*(?:referred to (?:individually )?as|called|named|denominad[oa]|"
    rf"dénommée?))?[:\s]*(?:the |la |el |le |las )?[{OPENING}]?|\((?:the )?[{OPENING}])"
    rf"(?P<alias>(?:the |la |el |le |las )?(?:{_PROPER}(?: {_PROPER}){{0,3}}|"
    rf"(?<=[{OPENING}])[\w ]{{3,30}}(?=[{CLOSING}])|(?<=the )[a-z]+ (?:country|party|state)))"
)
_INSTRUMENT = re.compile("|".join(source for source, _ in words.pairs("instruments")), re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]*")
_JOINT = re.compile(
    r"(?:two |contracting )*(?:part(?:y|ies|es?)|participants?|gobiernos|gouvernements|governments?|sides?|countries|"
    r"states)(?: contra(?:c)?tantes)?$",
    re.IGNORECASE,
)
_THE = (
    r"(?:the |la |el |le |les |los |territory of |(?:\w+ )?(?:state|republic|kingdom|federation|province) of |the )*$"
)
_EMPLOYS = re.compile(rf"(?:{words.union('employs')})\s{_THE}", re.IGNORECASE)
_SENDS = re.compile(rf"(?:{words.union('sends')})\s{_THE}", re.IGNORECASE)
_PEOPLE_AFTER = words.pattern(r"\s", "people", r"(?!\w)")
_PEOPLE_BEFORE = words.pattern(r"(?<!\w)", "people", r"\s$")
_HOST = words.pattern(r"\b", "host", r"\b")
_HOME = words.pattern(r"\b", "home", r"\b")


def parties_of(title: str, opening: str, text: str) -> tuple[Party, ...]:
    """The two sides of an agreement, () where they cannot be told.

    Args:
        title: The title on one line.
        opening: The preamble on one line.
        text: The whole text, with single spaces.
    """
    begins = _OPENING.match(opening)
    names = (_named(opening) if begins else []) or _between(title)
    if not names:
        return ()
    aliases = [tuple(_aliases(name, names, f"{title} {opening}", text)) for name in names]
    roles = _roles(names, aliases, " ".join((title,) * _TITLE_WEIGHT) + " " + text)
    return tuple(Party(name, role, alias) for name, role, alias in zip(names, roles, aliases, strict=True))


# ------------------------------------------------------------------------------------------ names


def _between(title: str) -> list[str]:
    found = _BETWEEN.search(title)
    return _named(title[found.end() :], in_title=True) if found else []


def _named(text: str, *, in_title: bool = False) -> list[str]:
    """The names on either side of the "and" between two parties, [] where there are none."""
    join = _JOIN.search(text) or (_PLAIN_JOIN.search(text) if in_title else None)
    if not join:
        return []
    second = text[join.end() :]
    end = _SUBJECT.search(second) if in_title else None
    names = [_name(text[: join.start()]), _name(second[: end.start()] if end else second)]
    return names if all(0 < len(name) <= _NAME_LENGTH for name in names) else []


def _name(text: str) -> str:
    """The name that a text begins with: "Republic of L." of "the Government of the Republic of L., represented by"."""
    end = _NAME_END.search(text)
    name = text[: end.start()] if end else text
    state = _STATE.search(name)
    if "," in name and (state or not _OFFICE.search(name)):
        comma = name.find(",", state.start() if state else 0)
        name = name[:comma] if comma >= 0 else name
    name = _without(_ARTICLE, _without(_BODY, name.strip())).strip(f" ,.{OPENING}”{DASHES}")
    return _title_case(name) if is_capitals(name) else name


def _without(expression: re.Pattern[str], text: str) -> str:
    """A text without what an expression matches at its beginning."""
    found = expression.match(text)
    return text[found.end() :] if found else text


def _title_case(name: str) -> str:
    parts = [word.lower() if i and word.lower() in _SMALL else word.title() for i, word in enumerate(name.split())]
    return " ".join(parts)


def _country(name: str) -> str:
    """The country in a party's name: "Marjan" of "Ministry of Manpower of the State of Marjan"."""
    found = next((found for expression in _COUNTRIES if (found := expression.search(name))), None)
    return found["name"] if found else ""


def _aliases(name: str, names: Sequence[str], opening: str, text: str) -> Iterator[str]:
    country = _country(name)
    found = [country, *_declared(name, names, opening)]
    if country:
        found += [*_adjectives(country, text), *_declared_later(country, text)]
    yield from dict.fromkeys(alias for alias in found if alias and alias != name)


def _declared(name: str, names: Sequence[str], opening: str) -> list[str]:
    """The name given between a mention of this party and the next of the other."""
    lower, found = opening.casefold(), []
    for at in _mentions(name.casefold(), lower):
        others = [lower.find(other.casefold(), at + len(name)) for other in names if other != name]
        end = min([at + _ALIAS_REACH, *(other for other in others if other > 0)])
        found += [_without(_ARTICLE, match["alias"]) for match in _ALIAS.finditer(opening, at, end)]
    return [alias for alias in found if not _JOINT.match(alias) and not _INSTRUMENT.match(alias)][:1]


def _declared_later(country: str, text: str) -> Iterator[str]:
    """Names given in the text itself: "the Kingdom of Sarmina (hereinafter called "the Kingdom")"."""
    for at in _mentions(f"{country} (", text):
        if _STATE.search(text, max(0, at - _BEFORE), at):
            found = _ALIAS.match(text, at + len(country) + 2)
            alias = _without(_ARTICLE, found["alias"]) if found else ""
            if alias and not _JOINT.match(alias):
                yield alias


def _adjectives(country: str, text: str) -> list[str]:
    """Adjectives that the text makes of a country's name: "Lumbeshi", "Sarminian"."""
    stem = country[: -2 if len(country) > 6 else -1]
    if len(stem) < 4:
        return []
    ends = (_LETTERS.match(text, at + len(stem)) for at in _mentions(stem, text))
    forms = {stem + end[0] for end in ends if end}
    fitting = (form for form in forms if len(stem) < len(form) <= len(stem) + 6 and not form.isupper())
    return sorted(form for form in fitting if form != country)[:4]


def _mentions(name: str, text: str) -> Iterator[int]:
    """Where a name stands in a text as a word or the beginning of one."""
    at = text.find(name)
    while at >= 0:
        if not at or not text[at - 1].isalnum():
            yield at
        at = text.find(name, at + 1)


# ------------------------------------------------------------------------------------------ who sends, who employs


def _roles(names: Sequence[str], aliases: Sequence[tuple[str, ...]], text: str) -> list[PartyRole]:
    leanings = [_leaning((name, *alias), text) for name, alias in zip(names, aliases, strict=True)]
    difference = leanings[0][0] - leanings[0][1] - leanings[1][0] + leanings[1][1]
    if abs(difference) < max(_CLEAR, 0.25 * sum(map(sum, leanings))):
        return ["unknown", "unknown"]
    return ["destination", "origin"] if difference > 0 else ["origin", "destination"]


def _leaning(called: tuple[str, ...], text: str) -> tuple[int, int]:
    """How often the text speaks of a side as the one where the work is done, and as the one the workers come from."""
    hosts = _ALIAS_WEIGHT * sum(bool(_HOST.search(alias)) for alias in called)
    homes = _ALIAS_WEIGHT * sum(bool(_HOME.search(alias)) for alias in called)
    for name in called:
        for form in dict.fromkeys((name, name.lower())):
            for at in _mentions(form, text):
                before = text[max(0, at - _BEFORE) : at]
                hosts += bool(_EMPLOYS.search(before))
                homes += bool(
                    _SENDS.search(before) or _PEOPLE_BEFORE.search(before) or _PEOPLE_AFTER.match(text, at + len(form))
                )
    return hosts, homes
