"""A made-up review of a made-up agreement, as large as a real one, for the tests of the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from blacheck.checklist import Checklist
from blacheck.model import (
    Agreement,
    BindingSignals,
    ChecklistRef,
    Clause,
    ClauseKind,
    Document,
    DocumentFacts,
    Evidence,
    Finding,
    NearMiss,
    Page,
    Part,
    Party,
    ProbeResult,
    ReviewRecord,
    Span,
    Stance,
    Status,
    Strength,
)

HOSTILE = """<script>alert("fee")</script><img src=x onerror=alert(1)>&amp; {{ 7777 * 7 }} 'quoted'"""
ARABIC = "لا يجوز لصاحب العمل أن يحتفظ بجواز سفر العامل."
LONG = " ".join(f"The employer shall keep record {n} of the wages paid to each worker." for n in range(1, 60))

_CLAUSES: tuple[tuple[str, ClauseKind, str, int | None, str], ...] = (
    ("", "title", "", None, "AGREEMENT ON THE EMPLOYMENT OF WORKERS\n\nbetween Lumbesh and Ostrana"),
    ("Preamble 1", "preamble", "", None, "Mindful of the labour standards which both countries accept,"),
    ("1", "article", "Purpose", None, "Article 1 Purpose"),
    ("1(1)", "article", "Purpose", 2, "1. This Agreement governs the recruitment of workers from Lumbesh."),
    ("2", "article", "Recruitment", None, "Article 2 Recruitment"),
    ("2(1)", "article", "Recruitment", 4, "1. The employer shall bear:"),
    ("2(1)(a)", "article", "Recruitment", 5, "(a) the fee of the licensed office;"),
    ("2(1)(b)", "article", "Recruitment", 5, "(b) the cost of the visa and of the medical examination."),
    ("2(2)", "article", "Recruitment", 4, "2. The office may charge the worker one month's wage for its services."),
    ("3", "article", "Passports", None, "Article 3 Passports"),
    ("3(1)", "article", "Passports", 9, "1. The employer shall keep the passport of the worker for safekeeping."),
    ("3(2)", "article", "Passports", 9, f"2. {ARABIC}"),
    ("4", "article", "Wages", None, f"Article 4 Wages\n\n{LONG}"),
    ("5", "article", HOSTILE, None, f"Article 5\n\nThe employer shall not {HOSTILE} in any case."),
    ("Annex I", "annex", "Costs", None, "Annex I: Costs"),
    ("Annex I 1", "article", "Costs", 14, "Cost | Payer\n\nJourney to work | Employer\n\nJourney home | Employer"),
    ("Signature", "signature", "", None, "Done at Vell on 14 May 1962."),
)
_PAGE_STARTS = ("AGREEMENT", "2. The office", "Article 5", "Done at")
_THEMES = ("Instrument", "Recruitment", "Journey and stay", "Work and wages", "Justice and redress", "Return")
_INSTRUMENTS = {
    "C97": (
        "ILO Convention No. 97",
        "Migration for Employment Convention (Revised), 1949 (No. 97)",
        1949,
        "convention",
    ),
    "R86": ("ILO Recommendation No. 86", "Migration for Employment Recommendation, 1949", 1949, "recommendation"),
    "GUIDE": ("Guidance on fair recruitment", "Guidance on fair recruitment", 2019, "guidance"),
    "SECRET": ("An instrument that nobody has read", "An instrument that nobody has read", 1999, "treaty"),
}


def agreement() -> Agreement:
    """Four pages (the third unreadable), list items, a page break inside an article, a table and hostile text."""
    text = "\n\n".join(words for *_, words in _CLAUSES)
    ends = [end + 2 for end in _ends()]
    clauses = tuple(
        Clause(index, number, kind, Span(start, min(end, len(text))), heading, "", parent)
        for index, ((number, kind, heading, parent, _), (start, end)) in enumerate(
            zip(_CLAUSES, pairwise([0, *ends]), strict=True)
        )
    )
    return Agreement(
        document=Document("lumbesh-ostrana.pdf", "ab" * 32, text, tuple(_pages(text))),
        clauses=clauses,
        provisions=(),
        title="Agreement on the employment of workers between Lumbesh and Ostrana",
        parties=(Party("Republic of Lumbesh", "origin"), Party("Ostrana", "destination", ("the Receiving State",))),
        signed="1962-05-14",
    )


def _ends() -> Iterator[int]:
    end = -2
    for *_, words in _CLAUSES:
        end += 2 + len(words)
        yield end


def _pages(text: str) -> Iterator[Page]:
    starts = [text.index(words) for words in _PAGE_STARTS]
    numbers = (1, 2, 4, 5)
    for number, (start, end) in zip(numbers, pairwise([*starts, len(text)]), strict=True):
        if number == 4:
            yield Page(3, 595, 842, (), unreadable="a picture without text")
        yield Page(number, 595, 842, (Span(start, end),))


def checklist(size: int = 60) -> Checklist:
    """A checklist of that many elements in six themes; every third is core."""
    return Checklist.model_validate(
        {
            "id": "sample",
            "version": "1.2.3",
            "title": "Sample checklist",
            "instruments": {
                code: {
                    "short": f"{short} ({year})",
                    "title": title,
                    "year": year,
                    "body": "An organisation",
                    "kind": kind,
                }
                for code, (short, title, year, kind) in _INSTRUMENTS.items()
            },
            "probes": {
                "good": {"says": "the employer bears the cost", "any": [{"has": ["cost"]}]},
                "better": {"says": "a penalty is named", "any": [{"has": ["cost"]}]},
                "bad": _adverse("A fee may be charged to the worker.", "good practice"),
                "worse": _adverse("An employer may keep a worker's passport.", "binding instrument"),
            },
            "elements": [_element(number, size) for number in range(size)],
            "sha256": "cd" * 32,
        }
    )


def _adverse(flag: str, severity: str) -> dict[str, Any]:
    return {
        "says": "the worker bears the cost",
        "any": [{"has": ["cost"]}],
        "adverse": True,
        "flag": flag,
        "severity": severity,
    }


def _element(number: int, size: int) -> dict[str, Any]:
    return {
        "id": f"element-{number + 1}",
        "theme": _THEMES[number * len(_THEMES) // size],
        "title": f"Costs of stage {number + 1} of the journey",
        "tier": ("core", "standard", "context")[number % 3],
        "question": f"Does the agreement say who pays at stage {number + 1}, and keep that cost off the worker?",
        "why": "A worker who arrives in debt for the job is less free to complain or to leave. " * 2,
        "minimum": "A clause in the body of the text names a payer who is not the worker. " * 2,
        "adverse": "A clause puts the cost on the worker.",
        "applies": "The agreement reaches this stage." if number % 3 == 2 else None,
        "sources": [
            {"instrument": "C97", "article": "7(2)", "verified": True},
            {"instrument": "C97", "article": "Annex II Art. 4(2)", "verified": True},
            {"instrument": "R86", "article": "¶18(2)", "verified": True},
            {"instrument": "GUIDE", "article": "recruitment", "verified": True},
            {"instrument": "SECRET", "article": "666", "verified": False},
        ],
        "draft": "Name the payer, say when payment is due, and rule out deductions from wages afterwards. " * 3,
        "partial_text": "Only one cost has a payer, or the payer is left to a later arrangement.",
        "missing_text": "No cost has a named payer, so workers may be asked for all of them.",
        "contrary_text": "At least one cost lands on the worker.",
        "covered": {"any": ["good"]},
        "desirable": ["better"],
        "contrary": ["bad", "worse"],
    }


@dataclass(frozen=True, slots=True)
class _Said:
    probe: str
    clause: str
    stance: Stance
    strength: Strength
    bearer: str
    cues: tuple[str, ...]
    quotes: tuple[str, ...]
    notes: tuple[str, ...] = ()


_FEE = _Said(
    "good", "2(1)(a)", "supports", "obligation", "employer", ("shall bear", "fee"),
    ("1. The employer shall bear:", "(a) the fee of the licensed office;"),
)  # fmt: skip
_CHARGE = _Said(
    "bad", "2(2)", "contrary", "permission", "recruiter", ("may charge", "the worker"),
    ("2. The office may charge the worker one month's wage for its services.",),
)  # fmt: skip
_PASSPORT = _Said(
    "worse", "3(1)", "contrary", "obligation", "employer", ("shall keep", "passport"),
    ("1. The employer shall keep the passport of the worker for safekeeping.",),
)  # fmt: skip
_OTHERS = (
    _Said("good", "3(2)", "supports", "prohibition", "", ("لا يجوز",), (ARABIC,)),
    _Said("good", "4", "supports", "obligation", "employer", ("record 30",), (LONG,)),
    _Said("good", "5", "supports", "prohibition", HOSTILE, ("shall not", "<script>alert"),
          (f"The employer shall not {HOSTILE} in any case.",)),
    _Said("good", "Annex I 1", "supports", "obligation", "employer", ("Employer",), ("Journey home | Employer",)),
)  # fmt: skip
_WEAK = _Said(
    "good", "Preamble 1", "weak", "declaratory", "both parties", ("Mindful",),
    ("Mindful of the labour standards which both countries accept,",), ("only in the preamble",),
)  # fmt: skip
_PATTERN: tuple[tuple[Status, tuple[_Said, ...]], ...] = (
    ("missing", ()),
    ("covered", (_FEE, *_OTHERS)),
    ("partial", (_WEAK,)),
    ("missing", ()),
    ("mixed", (_FEE, _CHARGE)),
    ("covered", (_OTHERS[0], _OTHERS[2])),
    ("contrary", (_PASSPORT,)),
    ("unclear", ()),
    ("not_applicable", ()),
    ("covered", (_OTHERS[1],)),
)


def review(checks: Checklist, text: Agreement) -> ReviewRecord:
    """A review with every status, several passages, a near miss and points to check by eye."""
    findings = tuple(_finding(n, element.id, text) for n, element in enumerate(checks.elements))
    summary: dict[Status, int] = dict.fromkeys(
        ("covered", "partial", "missing", "unclear", "not_applicable", "mixed", "contrary"), 0
    )
    for finding in findings:
        summary[finding.status] += 1
    return ReviewRecord(
        blacheck="0.1.0",
        document=DocumentFacts(
            name=text.document.name,
            sha256=text.document.sha256,
            pages=len(text.document.pages),
            unreadable_pages=text.document.unreadable_pages,
            languages=text.languages,
            title=text.title,
            instrument="agreement",
            parties=text.parties,
            signed=text.signed,
            binding_signals=BindingSignals(("shall enter into force",), ()),
            clauses=len(text.clauses),
            warnings=(f"The heading of Article 5 looks odd: {HOSTILE}",),
        ),
        checklists=(ChecklistRef("sample", checks.version, checks.sha256),),
        findings=findings,
        summary=summary,
    )


def _finding(number: int, element: str, text: Agreement) -> Finding:
    status, said = _PATTERN[number % len(_PATTERN)]
    contrary = status in ("mixed", "contrary")
    missing = status in ("missing", "contrary")
    return Finding(
        element=element,
        status=status,
        coverage="missing" if missing else "partial" if status == "mixed" else status,  # type: ignore[arg-type]
        contrary=contrary,
        probes=(
            ProbeResult("good", met=not missing),
            ProbeResult("better", met=False),
            ProbeResult("bad", met=contrary),
        ),
        reasons=(f"Reason for {status.replace('_', ' ')} in words.",),
        needs_review=("An article on this subject holds no rule that could be read.",) if status == "missing" else (),
        searched="Who pays; 17 provisions were read." if status == "missing" else "",
        nearest_misses=(NearMiss("4", "speaks of wages, and of no payer"),) if status == "missing" else (),
        evidence=tuple(_evidence(words, text) for words in said),
    )


def _evidence(said: _Said, text: Agreement) -> Evidence:
    heading = next(clause.heading for clause in text.clauses if clause.number == said.clause)
    parts = tuple(part_of(quote, text) for quote in said.quotes)
    return Evidence(
        said.probe, said.clause, heading, said.stance, said.strength, said.bearer, said.cues, parts, said.notes
    )


def part_of(quote: str, text: Agreement) -> Part:
    """A piece of evidence by its words."""
    start = text.document.text.index(quote)
    page = text.document.pages_of(Span(start, start + len(quote)))[0].number
    return Part(quote, start, start + len(quote), page, ((72.0, 100.5, 300.0, 112.0),))
