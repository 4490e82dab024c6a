"""Files that hang or exhaust a PDF library, made by code: most of them a few kilobytes."""

import zlib
from collections.abc import Callable, Sequence
from functools import partial

import words as drafts
from pdfs import Press, articles, printed

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    body, places = b"%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + tail


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), entries, content)


def page(resources: bytes) -> bytes:
    """The object of a page whose contents are object 4."""
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<%b>>>>" % resources


def one_page(packed: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page with a packed content stream."""
    return raw_pdf([CATALOGUE, ONE_PAGE, page(FONT), stream(packed, b"/Filter[%b]" % filters)])


def deflated(piece: bytes, times: int, end: bytes = b"") -> bytes:
    """A piece over and over, deflated without ever being in memory as a whole."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(piece) for _ in range(times)), packer.compress(end), packer.flush()])


# ---------------------------------------------------------------- bombs


def bomb(megabytes: int) -> bytes:
    """A page whose content stream unpacks to so many megabytes of spaces."""
    return one_page(deflated(b" " * 1_000_000, megabytes))


def bomb_in_bombs() -> bytes:
    """The same in three layers, a few kilobytes that unpack to two gigabytes."""
    packed = deflated(b" " * 1_000_000, 2_000)
    return one_page(zlib.compress(zlib.compress(packed, 9), 9), b"/FlateDecode/FlateDecode/FlateDecode")


def words(count: int) -> bytes:
    """A page with so many words, all in one place."""
    return one_page(deflated(b"BT /F1 10 Tf 72 700 Td (wage) Tj ET\n" * 1000, count // 1000))


def lines(count: int) -> bytes:
    """A page with so many words, spread over it."""
    spread = b"".join(b"1 0 0 1 %d %d Tm (wage) Tj " % (20 + 7 * at % 570, 10 + 3 * at % 780) for at in range(1000))
    return one_page(deflated(b"BT /F1 1 Tf " + spread + b"ET\n", count // 1000))


def shapes(count: int, text: bytes = b"") -> bytes:
    """A page with so many ruled boxes and lines."""
    return one_page(deflated(b"10 10 80 20 re S 50 10 m 50 400 l S\n" * 1000, count // 2000, text))


def nested_states(count: int) -> bytes:
    """So many graphics states inside one another."""
    return one_page(deflated(b"q " * 1000, count // 1000, b"BT /F1 10 Tf (wage) Tj ET"))


def nested_arrays(count: int) -> bytes:
    """So many arrays inside one another as an operand."""
    return one_page(deflated(b"[" * 1000, count // 1000))


def nested_dictionaries(count: int) -> bytes:
    """So many dictionaries inside one another in the page itself."""
    return raw_pdf([CATALOGUE, ONE_PAGE, page(b"/X " + b"<</X " * count), stream(b"")])


# ---------------------------------------------------------------- cycles and trees


def form(content: bytes, resources: bytes) -> bytes:
    """A form, a piece of a page that pages and forms can draw."""
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 700]/Resources<<%b>>" % resources)


def form_cycle() -> bytes:
    """A form that draws itself."""
    itself = b"/XObject<</X 5 0 R>>"
    return raw_pdf([CATALOGUE, ONE_PAGE, page(itself), stream(b"/X Do"), form(b"/X Do", itself)])


def forms_in_forms(levels: int, each: int) -> bytes:
    """Forms that draw the next one several times over: ``each ** levels`` words."""
    inner = [form(b"/X Do " * each, b"/XObject<</X %d 0 R>>" % (6 + level)) for level in range(levels)]
    first = page(b"/XObject<</X 5 0 R>>")
    return raw_pdf([CATALOGUE, ONE_PAGE, first, stream(b"/X Do"), *inner, form(b"BT /F1 9 Tf (x) Tj ET", FONT)])


def page_tree_cycle() -> bytes:
    """A page tree that contains itself."""
    return raw_pdf([CATALOGUE, b"<</Type/Pages/Count 1/Kids[2 0 R]>>"])


def page_tree_with_shared_branches(levels: int, each: int) -> bytes:
    """A page tree in which every node lists the next one many times: ``each ** levels`` pages in a few kilobytes."""
    nodes = [
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (each ** (levels - at), b"%d 0 R " % (3 + at) * each)
        for at in range(levels)
    ]
    return raw_pdf([CATALOGUE, *nodes, b"<</Type/Page/MediaBox[0 0 612 792]>>"])


def deep_page_tree(levels: int) -> bytes:
    """A page so many levels down."""
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (3 + at) for at in range(levels)]
    return raw_pdf([CATALOGUE, *nodes, b"<</Type/Page/MediaBox[0 0 9 9]/Parent %d 0 R>>" % (1 + levels)])


def claimed_pages(count: int) -> bytes:
    """One page, and the claim that there are so many."""
    return raw_pdf([CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count, page(FONT), stream(b"")])


def endless_table_of_objects() -> bytes:
    """A table of objects that says the one before it is itself."""
    whole = printed(articles(1))
    start = whole.rindex(b"startxref") + 10
    place = whole[start : whole.index(b"\n", start)]
    return whole.replace(b"/Root", b"/Prev %b /Root" % place)


def endless_length() -> bytes:
    """A stream whose length is said by an object that is the stream."""
    return raw_pdf([CATALOGUE, ONE_PAGE, page(FONT), b"<</Length 4 0 R>>stream\nBT ET\nendstream"])


def font_in_itself() -> bytes:
    """A font whose letters are drawn with the font."""
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]"
    font += b"/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>"
    letter = b"9 0 d0 BT /F 9 Tf (aaaa) Tj ET"
    here = page(b"/Font<</F 5 0 R>>")
    return raw_pdf([CATALOGUE, ONE_PAGE, here, stream(b"BT /F 9 Tf (aaaa) Tj ET"), font, stream(letter)])


def meanings_of_letters(count: int) -> bytes:
    """A font whose table of meanings has ranges without end."""
    ranges = deflated(b"<0000> <ffffffff> <0041>\n" * 100, count // 100, b"endbfrange")
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font"
    font += b"/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>]>>"
    here = page(b"/Font<</F1 5 0 R>>")
    text = stream(b"BT /F1 9 Tf 72 700 Td <0041004200430044> Tj ET")
    return raw_pdf([CATALOGUE, ONE_PAGE, here, text, font, stream(ranges, b"/Filter/FlateDecode")])


def huge_picture(pixels: int) -> bytes:
    """A picture of so many pixels each way, on a page with one word."""
    picture = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    )
    packed = stream(deflated(bytes(1_000_000), pixels * pixels // 1_000_000), picture % (pixels, pixels))
    content = stream(b"q 600 0 0 700 0 0 cm /X Do Q BT /F1 9 Tf 72 700 Td (wage) Tj ET")
    return raw_pdf([CATALOGUE, ONE_PAGE, page(FONT + b"/XObject<</X 5 0 R>>"), content, packed])


def huge_sheet() -> bytes:
    """A page larger than a country."""
    return printed(articles(1)).replace(b"/MediaBox [ 0 0 595.2756 841.8898 ]", b"/MediaBox[-9e30 -9e30 9e30 9e30]")


WHOLE = partial(printed, articles(12))


def draft(content: str) -> bytes:
    """A Word document with this as the XML of its main part."""
    return drafts.docx("", extra={"word/document.xml": content})


def nested_tables(depth: int) -> bytes:
    """A Word document of tables in tables."""
    opening, closing = "<w:tbl><w:tr><w:tc>" * depth, "</w:tc></w:tr></w:tbl>" * depth
    return drafts.docx(f"{opening}{drafts.paragraph('a')}{closing}")


FILES: dict[str, Callable[[], bytes]] = {
    "1 GB of spaces": partial(bomb, 1000),
    "2 GB, packed three times": bomb_in_bombs,
    "2 million words in one place": partial(words, 2_000_000),
    "500,000 words over a page": partial(lines, 500_000),
    "2 million ruled lines": partial(shapes, 2_000_000),
    "a million nested states": partial(nested_states, 1_000_000),
    "2 million nested arrays": partial(nested_arrays, 2_000_000),
    "100,000 nested dictionaries": partial(nested_dictionaries, 100_000),
    "a form that draws itself": form_cycle,
    "forms in forms, 8^14 words": partial(forms_in_forms, 14, 8),
    "a page tree in itself": page_tree_cycle,
    "a page tree of 100^4 pages": partial(page_tree_with_shared_branches, 4, 100),
    "a page tree 5,000 deep": partial(deep_page_tree, 5000),
    "2 billion pages claimed": partial(claimed_pages, 2_000_000_000),
    "an endless table of objects": endless_table_of_objects,
    "an endless length": endless_length,
    "a font drawn with itself": font_in_itself,
    "5 million ranges of letters": partial(meanings_of_letters, 5_000_000),
    "a picture of 30,000 by 30,000": partial(huge_picture, 30_000),
    "a sheet larger than a country": huge_sheet,
    "locked with a password": lambda: printed(articles(12), Press(password="secret", owner="owner")),
    "locked against changes": lambda: printed(articles(12), Press(owner="owner")),
    "cut off in the middle": lambda: WHOLE()[: len(WHOLE()) // 2],
    "cut off after 1 kB": lambda: WHOLE()[:1024],
    "without its last 200 bytes": lambda: WHOLE()[:-200],
    "Word: 1 GB of spaces": lambda: draft(" " * 1_000_000_000),
    "Word: 100 MB of empty paragraphs": lambda: drafts.docx("<w:p/>" * 16_000_000),
    "Word: entities in entities": lambda: draft('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'),
    "Word: 10,000 tables in tables": lambda: nested_tables(10_000),
    "Word: 50,000 fields in fields": lambda: drafts.docx(drafts.fields(50_000)),
    "web page: a million nested elements": lambda: b"<html>" + b"<div>" * 1_000_000,
    "web page: cells over 100 columns and rows": lambda: (
        b"<html><table>" + b"<tr><td colspan=100 rowspan=100>a" * 5000 + b"</table>"
    ),
    "text: 2 million divided words": lambda: b"a-\nb" * 2_000_000,
    "zeros": lambda: bytes(100_000),
    "a PDF mark and zeros": lambda: b"%PDF-1.7\n" + bytes(100_000),
}
"""Each under a name, to be made when it is wanted."""
