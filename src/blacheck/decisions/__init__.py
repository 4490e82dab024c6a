"""Decisions of reviewers: kept beside the agreement, anchored on words, shown beside the program's verdicts.

x.blacheck.yml ─store→ DecisionFile ─applying→ ReviewRecord with decisions; command or page ─making→ Entry ─store→ file
"""

from blacheck.decisions.applying import applied
from blacheck.decisions.format import Reason, reasons
from blacheck.decisions.making import Wish, completed, entry_of
from blacheck.decisions.store import DecisionFile, Entry, beside, load, put, remove

__all__ = [
    "DecisionFile",
    "Entry",
    "Reason",
    "Wish",
    "applied",
    "beside",
    "completed",
    "entry_of",
    "load",
    "put",
    "reasons",
    "remove",
]
