"""Furniture: running heads and feet, page numbers. Text that belongs to the page and not to the agreement.

A line is furniture where lines of the same words stand at the same height on enough pages, whatever page number they
carry; a numbered heading ("Article 5") that happens to open several pages is not.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from blacheck.extract import structure
from blacheck.extract.rows import Row

_ZONE = 0.17
"""Share of the page's height, at either end, in which heads and feet stand."""
_DEEPEST = 4
"""At most this many rows from the top or the bottom are looked at."""
_SAME_HEIGHT = 5.0
_ROMAN = re.compile(r"[ivxlc]{1,7}$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"""^[-–—\[(|~•.\s]*
        (?P<word>page|pages|p|pg|pág|página|pagina|seite|blz|s|folio|fol|sayfa)?\.?\s*
        (?P<number>\d{1,4}|[ivxlc]{1,7})
        (?:\s*(?P<of>of|/|de|sur|von|van|di|\|)\s*\d{1,4})?
        [-–—\])|~•.\s]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")

Places = dict[int, str]
"""For one page: the indices of its rows that are furniture, and what they are."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    row: int
    zone: str
    height: float
    """Distance of its baseline from the page's upper or lower edge."""
    text: str
    size: float
    clear: bool
    """True where white space parts it from the rows further in."""
    outermost: bool
    pieces: int


def find_furniture(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[Places]:
    """For each page, which of its rows are furniture. Rows are given from top to bottom."""
    found: list[Places] = [{} for _ in pages]
    for zone in ("header", "footer"):
        candidates = [
            candidate
            for page, (rows, height) in enumerate(zip(pages, heights, strict=True))
            for candidate in _candidates(page, rows, height, zone)
        ]
        body, running = _body_size(pages), list[_Candidate]()
        for group in _groups(candidates):
            running += _running(group, len(pages), body)
        for candidate in [*running, *_numbered(candidates, len(pages))]:
            lone = _PAGE_NUMBER.match(candidate.text)
            found[candidate.page][candidate.row] = "page number" if lone else candidate.zone
        for candidate in _page_numbers(candidates, found, pages):
            found[candidate.page][candidate.row] = "page number"
    return [_at_the_edges(places, len(rows)) for places, rows in zip(found, pages, strict=True)]


def _at_the_edges(places: Places, rows: int) -> Places:
    """The furniture that nothing but furniture parts from the page's upper or lower edge."""
    above = next((at for at in range(rows) if at not in places), rows)
    below = next((at for at in range(rows - 1, -1, -1) if at not in places), -1)
    return {at: kind for at, kind in places.items() if at < above or at > below}


def _body_size(pages: Sequence[Sequence[Row]]) -> float:
    sizes = Counter[float]()
    for rows in pages:
        for row in rows:
            sizes[row.size] += round(row.box[2] - row.box[0])
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _candidates(page: int, rows: Sequence[Row], height: float, zone: str) -> Iterator[_Candidate]:
    """The outermost rows in the zone, from the edge inwards."""
    order = range(len(rows)) if zone == "header" else range(len(rows) - 1, -1, -1)
    for depth, index in enumerate(order):
        row = rows[index]
        distance = row.base if zone == "header" else height - row.base
        if depth >= _DEEPEST or distance > _ZONE * height:
            return
        inner = index + 1 if zone == "header" else index - 1
        gap = abs(rows[inner].base - row.base) if 0 <= inner < len(rows) else height
        yield _Candidate(
            page, index, zone, distance, row.text, row.size, gap > 1.7 * row.size, depth == 0, len(row.pieces)
        )


# ---------------------------------------------------------------- running heads and feet


def _groups(candidates: Iterable[_Candidate]) -> list[list[_Candidate]]:
    """Candidates of the same words, in any order, digits aside, at the same height."""
    by_words = defaultdict[str, list[_Candidate]](list)
    for candidate in candidates:
        by_words[_words(candidate.text)].append(candidate)
    by_words.pop("", None)
    groups = list[list[_Candidate]]()
    for members in _misread_together(by_words):
        members.sort(key=lambda member: member.height)
        groups.append([members[0]])
        for lower, member in pairwise(members):
            if member.height - lower.height > _SAME_HEIGHT:
                groups.append([])
            groups[-1].append(member)
    return groups


def _words(text: str) -> str:
    return " ".join(sorted(word for word in re.findall(r"[^\W\d_]+", text.casefold()) if not _ROMAN.match(word)))


def _misread_together(by_words: dict[str, list[_Candidate]]) -> list[list[_Candidate]]:
    """Groups whose words differ by a few letters, as character recognition makes them, in one."""
    merged = list[tuple[str, list[_Candidate]]]()
    for words, members in sorted(by_words.items(), key=lambda item: (-len(item[1]), item[0])):
        hosts = merged[:40] if any(member.outermost for member in members) else ()
        host = next((host for other, host in hosts if _alike(words, other)), None)
        if host is None:
            merged.append((words, list(members)))
        else:
            host.extend(members)
    return [members for _, members in merged]


def _alike(words: str, other: str) -> bool:
    here, there = set(words.split()), set(other.split())
    shared, either = len(here & there), len(here | there)
    if shared >= 0.6 * either and shared > 1:
        return True
    if abs(len(words) - len(other)) > 4 or 2 * shared <= len(here):
        return False
    matcher = SequenceMatcher(None, words, other, autojunk=False)
    return matcher.quick_ratio() > 0.85 and matcher.ratio() > 0.85


def _running(group: Sequence[_Candidate], pages: int, body: float) -> Sequence[_Candidate]:
    """The group where it is a running head or foot, else nothing."""
    numbers = sorted({candidate.page for candidate in group})
    few = len(numbers) < 3
    if len(numbers) < (2 if pages <= 5 else 3) or len(numbers) < 0.35 * (numbers[-1] - numbers[0] + 1):
        return ()
    if not _differs_by_page_number(group):
        return ()
    if sum(candidate.pieces > 2 and not candidate.clear for candidate in group) > 0.5 * len(group):
        return ()  # the repeated header of a table
    if any(structure.opens_division(candidate.text) for candidate in group):
        most = Counter(_without_end_number(candidate.text) for candidate in group).most_common(1)[0][1]
        if most < max(3, 0.8 * len(group)):
            return ()
    if few and not any(
        candidate.clear and (candidate.size < 0.97 * body or _carries_number(candidate)) for candidate in group
    ):
        return ()
    return group


def _carries_number(candidate: _Candidate) -> bool:
    return any(int(digits) in (candidate.page, candidate.page + 1) for digits in _DIGITS.findall(candidate.text)[:6])


def _differs_by_page_number(group: Sequence[_Candidate]) -> bool:
    """True where the texts are the same but for a number that counts the pages."""
    offsets = Counter(
        int(digits) - candidate.page
        for candidate in group
        for digits in set(_DIGITS.findall(candidate.text))
        if len(digits) < 6
    )
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    counts_pages = count >= 0.8 * len(group)
    rests = defaultdict[str, Counter[str]](Counter)
    for candidate in group:
        rests[_words(candidate.text)][_without(candidate, offset if counts_pages else None)] += 1
    return sum(rest.most_common(1)[0][1] for rest in rests.values()) > 0.6 * len(group)


def _without(candidate: _Candidate, offset: int | None) -> str:
    """The numbers of a text, without the page's."""
    numbers = [int(digits) for digits in _DIGITS.findall(candidate.text) if len(digits) < 6]
    return " ".join(str(number) for number in sorted(numbers) if offset is None or number != candidate.page + offset)


def _numbered(candidates: Sequence[_Candidate], pages: int) -> list[_Candidate]:
    """The outermost rows where, on nearly all pages, they begin or end with the number of the page, whatever else."""
    outer = [candidate for candidate in candidates if candidate.outermost and candidate.clear]
    offsets = Counter(number - candidate.page for candidate in outer for number in _end_numbers(candidate.text))
    if not offsets:
        return []
    offset = offsets.most_common(1)[0][0]
    carrying = [candidate for candidate in outer if candidate.page + offset in _end_numbers(candidate.text)]
    heads = any(structure.is_division_number(candidate.text) for candidate in carrying)
    return carrying if len(carrying) >= max(2, 0.5 * pages) and not heads else []


def _without_end_number(text: str) -> str:
    """The text without a number at its end that is not the number of the division it names ("Chapter 2 Fees 31")."""
    return text if structure.is_division_number(text) else re.sub(r"\s\d{1,4}$", "", text)


def _end_numbers(text: str) -> set[int]:
    words = text.split()
    return {int(word) for word in {words[0], words[-1]} if word.isdigit() and len(word) < 5}


# ---------------------------------------------------------------- lone page numbers


def _page_numbers(
    candidates: Sequence[_Candidate], found: Sequence[Places], pages: Sequence[Sequence[Row]]
) -> Iterator[_Candidate]:
    """Rows that are nothing but a page number, outermost or next to a running head."""
    lone = list[tuple[_Candidate, re.Match[str]]]()
    for candidate in candidates:
        match = _PAGE_NUMBER.match(candidate.text)
        places, rows = found[candidate.page], len(pages[candidate.page])
        if match and candidate.row not in places and _is_outermost(candidate, rows, places):
            lone.append((candidate, match))
    offsets = Counter(_value(match["number"]) - candidate.page for candidate, match in lone)
    for candidate, match in lone:
        in_sequence = offsets[_value(match["number"]) - candidate.page] >= max(2, 0.3 * len(lone))
        worded = bool(match["word"] or match["of"]) or candidate.text.startswith(("-", "–", "—"))
        plausible = match["number"].isdigit() or match["number"].islower()
        if in_sequence or (plausible and candidate.clear and (worded or len(pages) <= 2 or candidate.zone == "footer")):
            yield candidate


def _is_outermost(candidate: _Candidate, rows: int, places: Places) -> bool:
    """True where only furniture stands between a row and the page's edge."""
    outer = range(candidate.row) if candidate.zone == "header" else range(candidate.row + 1, rows)
    return all(at in places for at in outer)


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[char] for char in number.lower()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
