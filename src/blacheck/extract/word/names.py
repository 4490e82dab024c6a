"""Names of elements in Word documents, and what is asked of many."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off", "none")


def value(parent: "Element | None", path: str) -> str | None:
    """The ``w:val`` of a descendant, given by local names with slashes between them; None where there is none."""
    found = child(parent, path)
    return None if found is None else found.get(f"{W}val")


def whole(parent: "Element | None", path: str) -> int | None:
    """The same as a whole number; None where it is none."""
    text = value(parent, path) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def child(parent: "Element | None", path: str) -> "Element | None":
    """The first descendant at the end of a path of local names."""
    return None if parent is None else parent.find("/".join(W + name for name in path.split("/")))


def switch(parent: "Element | None", path: str) -> bool | None:
    """A property that is on or off; None where nothing is said."""
    found = child(parent, path)
    return None if found is None else found.get(f"{W}val", "1") not in OFF
