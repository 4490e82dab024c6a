"""Made-up sets of agreements for the tests of the index."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from blacheck.model import Finding, Party, Status
from blacheck.report import Item, Reviewed, Unread, to_html
from report_samples import HOSTILE, agreement, checklist, review

CHECKS = checklist(10)
TEXT = agreement()
RECORD = review(CHECKS, TEXT)
UNREAD = Unread("broken", f"broken.pdf: is no PDF {HOSTILE}")


def agreed(
    name: str,
    parties: tuple[str, ...] = ("Republic of Lumbesh", "Ostrana"),
    signed: str = "1962-05-14",
    kind: str = "agreement",
    changed: Mapping[str, Status] | None = None,
) -> Reviewed:
    """The sample review as that of another agreement, with the status of some elements changed."""
    document = replace(
        RECORD.document,
        name=f"{name}.pdf",
        title=f"Agreement {name}",
        parties=tuple(Party(party) for party in parties),
        signed=signed,
        instrument=kind,
    )
    findings = tuple(_changed(finding, changed or {}) for finding in RECORD.findings)
    return Reviewed(replace(RECORD, document=document, findings=findings), CHECKS, name, f"{name}.html")


def _changed(finding: Finding, changed: Mapping[str, Status]) -> Finding:
    return replace(finding, status=changed.get(finding.element, finding.status))


def several() -> list[Item]:
    """Four agreements, of which one covers what the others lack, and a file that could not be read."""
    return [
        agreed("first"),
        agreed("second", ("Ministry of Labour of the Republic of Lumbesh", "Kingdom of Vell"), "2019", "memorandum"),
        UNREAD,
        agreed("third", ("Marland", "Norwald"), "1965", "agreement", {"element-1": "covered", "element-4": "covered"}),
        agreed("fourth", (), "", "convention", {"element-1": "covered"}),
    ]


def written(folder: Path) -> None:
    """The reports that the index of several agreements links to."""
    (folder / "first.html").write_text(to_html(RECORD, CHECKS, TEXT), encoding="utf-8")
