"""Text layers that do not say what is printed."""

import string
from random import Random

import pytest

from blacheck.extract.legible import is_garbled
from pdfs import PHRASES, SENTENCES

GERMAN = (
    "Die Vertragsparteien kommen überein, die Beschäftigung ausländischer Arbeitnehmer im gegenseitigen Einvernehmen "
    "zu regeln. Der Arbeitgeber trägt die Reisekosten des Arbeitnehmers vom Heimatort bis zum Arbeitsplatz und stellt "
    "ihm eine angemessene Unterkunft zur Verfügung. Die deutschen Rechtsvorschriften gelten entsprechend."
)
ARABIC = "يتحمل صاحب العمل جميع تكاليف الاستقدام بما في ذلك رسوم التأشيرة والفحص الطبي وتذاكر السفر. " * 4


@pytest.mark.parametrize(
    "text",
    [
        " ".join(SENTENCES),
        " ".join(PHRASES),
        GERMAN,
        ARABIC,
        "1,204 3,117 44 5,210.00 " * 30,
        "................ 12 " * 20,
        "ARTICLE 7 WWW.LMRA.GOV.XX",
        "",
    ],
)
def test_what_is_printed_is_legible(text: str) -> None:
    assert not is_garbled(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "\ue041\ue042\ue043 " * 40,
        "The \ufffd\ufffd\ufffdl\ufffd\ufffder sh\ufffdl\ufffd " * 10,
        "(cid:12)(cid:44) " * 40,
        "7KH HPSOR\\HU VKDOO SURYLGH WKH ZRUNHU ZLWK ORGJLQJ " * 6,
        "!\"# $%&' ()*+ ,-./ " * 20,
        " ".join(PHRASES).encode().decode("cp1252"),
    ],
)
def test_what_is_not_printed_is_garbled(text: str) -> None:
    assert is_garbled(text.split())


def test_shuffled_letters_are_no_language() -> None:
    text, chance = " ".join(SENTENCES), Random(3)
    found = 0
    for _ in range(100):
        letters = list(string.ascii_lowercase)
        chance.shuffle(letters)
        small = "".join(letters)
        table = str.maketrans(string.ascii_letters, small + small.upper())
        found += is_garbled(text.translate(table).split())
    assert found >= 90


def test_one_misread_sign_does_not_make_a_page_garbled() -> None:
    assert not is_garbled([*" ".join(PHRASES).split(), "lâ€™employeur"])
