"""What the styles of a Word document say of a paragraph or a run that says nothing itself."""

from functools import cache
from typing import TYPE_CHECKING

from blacheck.extract.word.names import W, child, switch, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Styles:
    """The styles of a document.

    Args:
        part: The part that defines them; None where the document has none.
    """

    def __init__(self, part: "Element | None") -> None:
        found = [] if part is None else part.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        defaults = (style for style in found if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default"))
        self._usual = next((style.get(f"{W}styleId", "") for style in defaults), "")
        self.chain = cache(self._chain)
        self._switch = cache(self._inherited)

    def of(self, paragraph: "Element") -> str:
        """The id of a paragraph's style."""
        return value(paragraph, "pPr/pStyle") or self._usual

    def name(self, style: str) -> str:
        """The name of a style in small letters; built-in styles have the same in every language."""
        return (value(self._styles.get(style), "name") or "").lower()

    def is_on(self, run: "Element", style: str, name: str) -> bool:
        """Whether a property ("vanish", "caps") holds for a run in a paragraph of a style.

        What styles of a paragraph and of its runs both switch on is off, as where emphasis stands in emphasis.
        """
        direct = switch(run, f"rPr/{name}")
        if direct is not None:
            return direct
        return self._switch(style, name) != self._switch(value(run, "rPr/rStyle") or "", name)

    def numbering(self, paragraph: "Element") -> tuple[int, int | None]:
        """Number of the list (0 for none) and level of a paragraph; None for a level that its style decides."""
        own = child(paragraph, "pPr/numPr")
        number = whole(own, "numId")
        return self.list_of(self.of(paragraph))[0] if number is None else number, whole(own, "ilvl")

    def list_of(self, style: str) -> tuple[int, int | None]:
        """Number of the list and level that a style gives: 0 and None where it gives none."""
        lists = [child(self._styles[name], "pPr/numPr") for name in self.chain(style)]
        numbers = [number for number in (whole(found, "numId") for found in lists) if number is not None]
        levels = [level for level in (whole(found, "ilvl") for found in lists) if level is not None]
        return (numbers[0] if numbers else 0), (levels[0] if levels else None)

    def _chain(self, style: str) -> tuple[str, ...]:
        """A style and those it is based on, nearest first."""
        names = list[str]()
        while style in self._styles and style not in names:
            names.append(style)
            style = value(self._styles[style], "basedOn") or ""
        return tuple(names)

    def _inherited(self, style: str, name: str) -> bool:
        said = (switch(self._styles[other], f"rPr/{name}") for other in self.chain(style))
        return next((on for on in said if on is not None), False)
