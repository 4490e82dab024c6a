"""Reviews bilateral labour agreements for the protection of migrant workers.

    import blacheck

    review = blacheck.review("agreement.pdf")
    review.missing                      # findings on what the agreement does not say
    review.finding("passport-retention").evidence
    review.save("agreement.html")

Importing the package loads nothing: each name below is fetched from its module when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blacheck.checklist import Checklist, load_checklist
    from blacheck.checklist import available as available_checklists
    from blacheck.collection import Portfolio, portfolio
    from blacheck.comparison import Comparison, compare
    from blacheck.errors import (
        BlacheckError,
        ChecklistError,
        CorrectionError,
        ExtractionError,
        NoTextError,
        UnknownChecklistError,
    )
    from blacheck.model import Evidence, Finding, ReviewRecord
    from blacheck.pipeline import Limits, Ocr
    from blacheck.result import Review, review
    from blacheck.views import View, load_view

    __version__: str

__all__ = [
    "BlacheckError",
    "Checklist",
    "ChecklistError",
    "Comparison",
    "CorrectionError",
    "Evidence",
    "ExtractionError",
    "Finding",
    "Limits",
    "NoTextError",
    "Ocr",
    "Portfolio",
    "Review",
    "ReviewRecord",
    "UnknownChecklistError",
    "View",
    "__version__",
    "available_checklists",
    "compare",
    "load_checklist",
    "load_view",
    "portfolio",
    "review",
]

_HOMES = {
    "BlacheckError": ("errors", "BlacheckError"),
    "Checklist": ("checklist", "Checklist"),
    "ChecklistError": ("errors", "ChecklistError"),
    "Comparison": ("comparison", "Comparison"),
    "CorrectionError": ("errors", "CorrectionError"),
    "Evidence": ("model", "Evidence"),
    "ExtractionError": ("errors", "ExtractionError"),
    "Finding": ("model", "Finding"),
    "Limits": ("pipeline", "Limits"),
    "NoTextError": ("errors", "NoTextError"),
    "Ocr": ("pipeline", "Ocr"),
    "Portfolio": ("collection", "Portfolio"),
    "Review": ("result", "Review"),
    "ReviewRecord": ("model", "ReviewRecord"),
    "UnknownChecklistError": ("errors", "UnknownChecklistError"),
    "View": ("views", "View"),
    "available_checklists": ("checklist", "available"),
    "compare": ("comparison", "compare"),
    "load_checklist": ("checklist", "load_checklist"),
    "load_view": ("views", "load_view"),
    "portfolio": ("collection", "portfolio"),
    "review": ("result", "review"),
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        value: object = version("blacheck")
    elif name in _HOMES:
        module, attribute = _HOMES[name]
        value = getattr(import_module(f"blacheck.{module}"), attribute)
    else:
        raise AttributeError(f"module 'blacheck' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
