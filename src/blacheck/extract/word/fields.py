"""Fields of a Word document: page numbers, references, conditions. Their results are shown, their codes are not."""

from typing import TYPE_CHECKING

from blacheck.extract.word.names import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Fields:
    """Follows the marks that begin, divide and end the fields of a story.

    Args:
        story: What the fields stand in. Where marks are missing none is followed, lest the rest be taken for a code.
    """

    def __init__(self, story: "Element") -> None:
        kinds = [mark.get(f"{W}fldCharType") for mark in story.iter(f"{W}fldChar")]
        self._is_trusted = kinds.count("begin") == kinds.count("end")
        self._open: list[bool] = []
        """For each field that is open: True in its code, False in its result."""
        self._codes = 0

    @property
    def in_code(self) -> bool:
        """True inside the code of a field, and in the results of fields inside it."""
        return self._codes > 0

    def follow(self, mark: "Element") -> None:
        """Take the next mark."""
        kind = mark.get(f"{W}fldCharType")
        if not self._is_trusted or kind not in ("begin", "separate", "end"):
            return
        if kind == "begin":
            self._open.append(True)
            self._codes += 1
        elif self._open:
            self._codes -= self._open.pop()
            if kind == "separate":
                self._open.append(False)
