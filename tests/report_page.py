"""What the tests of the report read from a page: its tags, ids, links, headings and visible words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = ("meta", "link", "input", "br", "img", "hr")
_UNSEEN = ("style", "script", "title")


@dataclass
class Page:
    """An HTML page taken apart."""

    tags: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    """Tag, name and value of each attribute."""
    texts: dict[str, str] = field(default_factory=dict)
    """The words inside each element that has an id."""
    raw: dict[str, str] = field(default_factory=dict)
    """Content of style, script and title."""
    text: str = ""


def read(html: str) -> Page:
    """The page, which must be well formed: every tag closed in its turn."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, reader.open
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append(tag)
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs), f"an attribute of {tag} occurs twice"
        self.page.attributes += [(tag, name, value) for name, value in values.items()]
        self.page.links += [values[name] for name in ("href", "src", "action", "xlink:href") if name in values]
        if "id" in values:
            self.page.ids.append(values["id"])
            self.page.texts[values["id"]] = ""
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.page.headings.append((int(tag[1]), ""))
        if tag not in _VOID:
            self.open.append((tag, values.get("id", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        last, _ = self.open.pop()
        assert last == tag, f"{last} is closed by {tag}"

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self.open]
        if inside and inside[-1] in _UNSEEN:
            self.page.raw[inside[-1]] = self.page.raw.get(inside[-1], "") + data
            return
        self.page.text += data
        for _, name in self.open:
            if name:
                self.page.texts[name] += data
        if any(len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() for tag in inside):
            level, words = self.page.headings[-1]
            self.page.headings[-1] = (level, words + data)
