"""The printed signs of structure: what opens a paragraph, what looks like a heading, what ends a sentence.

These are the words of typography and numbering, not of law; the reading of the numbering is left to the segmenter.
"""

import re


def words(text: str) -> frozenset[str]:
    """A set of words that white space parts."""
    return frozenset(text.split())


DIVISIONS = words("""
    article articles art. section sec. clause chapter part title rule regulation paragraph
    annex annexe appendix schedule protocol exhibit attachment addendum form letter table
    chapitre titre partie annexes appendice protocole lettre tableau
    artículo articulo sección seccion capítulo capitulo título titulo parte anexo cláusula cuadro tabla
    apéndice protocolo carta artigo secção seção
    artikel abschnitt kapitel teil anlage anhang bijlage hoofdstuk afdeling titel
    articolo capo allegato madde ek
""")
"""Words that, with a number, head a division of an agreement: such lines are kept apart and out of the furniture."""

_NUMBER = r"(?:\d{1,3}(?:[.-]\d{1,3})*|[IVXLC]{1,7}|[A-Z]|1er|1ère|1re|premier|primero|one|two|three|four|five)[°ºª]?"
_DIVISION = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(DIVISIONS, key=len, reverse=True)))})\s+(?:no\.?\s+|n°\s*)?{_NUMBER}"
    r"(?:\s*(?:bis|ter|quater))?(?![\w°])",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(
    r"""(?:
        \(\s?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlc]{1,6}|[IVXLC]{1,6})\s?\)[.:]?   # (1) (a) (iv) (1).
      | (?:\d{1,3}|[A-Z]|[IVXLC]{2,7})(?:\.\d{1,3})+[.)]?(?=\s)                                     # 1.1  4.2.1.
      | \d{1,3}\s?[.)](?=\s|[^\W\d_]|$|["“«(])                               # 1.  1)
      | \d{1,3}[°º](?=[\s.)])                                                # 1°
      | (?:[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[.)](?=\s|$)                       # a)  A.  ii.
      | §{1,2}\s?\d{1,3}[a-z]?(?=[\s.)])                                      # § 1
      | [a-z]\)(?=[^\W\d_])                                                  # a)be
      | [•·▪●○■□◦*‣➢✓-][\s\t]                                               # bullets
    )""",
    re.VERBOSE,
)
_DASH = re.compile(r"[–—]\s")
_REFERRING = words("""
    article articles art. paragraph paragraphs para. sub-paragraph sub-paragraphs subparagraph subparagraphs
    section sections clause clauses chapter part annex appendix schedule point points item items no. nos.
    alinéa alinéas paragraphe paragraphes annexe n° artículo artículos párrafo párrafos apartado apartados anexo
""")
"""Words that are followed by the number of what they refer to."""
_DANGLING = _REFERRING | words("""
    convention page table form of the a an in to on under by with for from and or between at that this his her its
    their as than du de des la le les l et ou à au aux en par dans sur del el los las y o al con por
""")
"""Words that end no heading and no paragraph."""
_JOINING = frozenset({"and", "or", "et", "ou", "y", "o", "e", "und", "oder", "en", "of"})
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*(?:\s?\[\^\w+\])?$")
_OPENING = "\"'“‘«([„¿¡"


def opens_division(line: str) -> bool:
    """True for a line that begins like "Article 3", "ANNEX II", "Capítulo IV"."""
    return line[:1].isupper() and _DIVISION.match(line) is not None


def heads_division(line: str) -> bool:
    """True for a line that ``opens_division`` and does not run on like a sentence ("Article 3 shall apply")."""
    found = _DIVISION.match(line)
    if found is None or not line[0].isupper():
        return False
    rest = line[found.end() :].lstrip(" \t.:-–—)°")
    return not rest or not (rest[0].islower() or line[found.end() :].startswith((",", ";")))


def is_division_number(line: str) -> bool:
    """True for a line that is nothing but "Article 3" or the like."""
    found = _DIVISION.match(line)
    return found is not None and line[0].isupper() and not line[found.end() :].strip(" .:-–—")


def opens_item(line: str) -> bool:
    """True for a line that begins with an enumerator: "(1)", "(a)", "1.", "1.1", "a)", "iv.", a bullet."""
    return _ENUMERATOR.match(line) is not None


def opens_dash_item(line: str) -> bool:
    """True for a line that begins with a long dash, which is either a list sign or punctuation."""
    return _DASH.match(line) is not None


def enumerator_of(line: str) -> str:
    """The enumerator at the start of a line, or ""."""
    found = _ENUMERATOR.match(line)
    return found.group() if found else ""


def predecessor(enumerator: str) -> str | None:
    """The enumerator that stands before this one in a list: "(b)" for "(c)"; "" for a first one, None where unknown."""
    found = re.fullmatch(r"([(]?\s?)(\d{1,3}|[a-zA-Z])(\s?[.):]{0,2})", enumerator)
    if found is None:
        return None
    before, number, after = found.groups()
    if number in ("1", "a", "A", "i", "I"):
        return ""
    return f"{before}{int(number) - 1 if number.isdigit() else chr(ord(number) - 1)}{after}"


def is_finished(line: str) -> bool:
    """True where a line ends with punctuation that may end a paragraph; the dots of a blank to be filled in do not."""
    return _TERMINAL.search(line) is not None and not line.endswith("....")


def is_dangling(line: str) -> bool:
    """True where a line ends in a word that cannot end a heading or a paragraph ("the", "of", "paragraph").

    "and" and "or" after a comma or semicolon close an item of a list and do not count, nor do lines of one or two
    words, such as "BETWEEN" in a title.
    """
    words = line.split()
    if len(words) < 3 or words[-1].lower() not in _DANGLING or (len(words[-1]) == 1 and words[-1].isupper()):
        return False
    return not (words[-1].lower() in _JOINING and words[-2][-1] in ",;.")


def refers_on(line: str) -> bool:
    """True where a line ends in a word that the number at the start of the next belongs to: "paragraph", "(a) and"."""
    words = re.sub(r"\b[ld]['’]", "", line.lower()).split()
    if not words:
        return False
    joined = words[-1] in _JOINING and len(words) > 1 and opens_item(words[-2] + " ")
    return words[-1] in _REFERRING or joined


def is_capitals(line: str) -> bool:
    """True for a line of at least three letters, nearly all of them capitals, without a word in small letters."""
    if any(len(word) > 2 and word.islower() for word in line.split()):
        return False
    letters = [char for char in line if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return len(letters) >= 3 and capitals >= 0.9 * len(letters)


def starts_lower(line: str) -> bool:
    """True where the first letter or digit of a line, after opening quotes or brackets, is a small letter."""
    bare = line.lstrip(_OPENING)
    return bool(bare) and bare[0].islower()


def breaks(line: str, following: str, width: int | None) -> bool:
    """True where the newline between two lines of a block ends a paragraph.

    Args:
        line: The line before the newline.
        following: The line after it.
        width: The width in characters to which the lines were broken; None where their author broke them.
    """
    finished = is_finished(line)
    full = width is not None and len(line) + 1 + len(following.split()[0]) > 0.85 * width
    if opens_item(following):
        return finished or not refers_on(line)
    if is_dangling(line) and not finished:
        return False
    if heads_division(following) or opens_dash_item(following):
        return finished or not full
    if line.endswith(","):
        return False
    if is_capitals(line) != is_capitals(following) and not full:
        return True
    if starts_lower(following) and not finished:
        return False
    if width is None:
        return True
    return not full and (finished or len(line) < 0.7 * width)
