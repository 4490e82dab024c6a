"""Tesseract, called as a program: one process for each page, one thread in each."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from blacheck.extract.ocr.hocr import PrintedLine, lines_of

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ar": "ara"}
"""Languages of agreements, as ISO 639-1 and as Tesseract's data are called."""
_QUICK = 30.0
"""Seconds after which a question about the program itself is given up."""


class RecognitionError(Exception):
    """A page could not be recognised; its text says why."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program as installed."""

    program: str
    version: str
    languages: tuple[str, ...]
    """ISO 639-1 codes of the languages for which it has data, of those that are asked for."""
    orients: bool
    """True where it has the data to tell which way up a page is."""

    @property
    def name(self) -> str:
        """Name and version."""
        return f"Tesseract {self.version}"

    def read(self, image: "Image", dots: float, languages: Sequence[str], *, seconds: float) -> tuple[PrintedLine, ...]:
        """The lines on a picture.

        Args:
            image: The picture, in greys.
            dots: Its dots per inch.
            languages: ISO 639-1 codes of the languages to expect, the likeliest first.
            seconds: Time allowed.

        Raises:
            RecognitionError: It took too long or failed.
        """
        names = "+".join(LANGUAGES[language] for language in languages)
        try:
            return lines_of(self._run(image, dots, ["-l", names, "--psm", "3", "hocr"], seconds))
        except ValueError as error:
            raise RecognitionError("character recognition gave no answer that can be read") from error

    def turn(self, image: "Image", dots: float, *, seconds: float) -> int:
        """By how many degrees, clockwise, a picture should be turned to stand upright; 0 where it cannot be told."""
        if not self.orients:
            return 0
        try:
            answer = self._run(image, dots, ["-l", "osd", "--psm", "0"], seconds)
        except RecognitionError:
            return 0  # it fails on pages with few letters
        found = re.search(r"^Rotate: (\d+)", answer, re.MULTILINE)
        return int(found[1]) if found else 0

    def _run(self, image: "Image", dots: float, options: Sequence[str], seconds: float) -> str:
        picture = b"P5\n%d %d\n255\n" % image.size + image.tobytes()
        command = [self.program, "stdin", "stdout", "--dpi", str(round(dots)), *options]
        try:
            done = subprocess.run(
                command, input=picture, capture_output=True, timeout=max(seconds, 0.1), env=_environment(), check=True
            )
        except subprocess.TimeoutExpired as error:
            raise RecognitionError("recognising its characters took too long") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise RecognitionError("character recognition failed on it") from error
        return done.stdout.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


@cache
def installed() -> Tesseract | None:
    """Tesseract with data for at least one language, or None."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    version, listed = _asked(program, "--version"), _asked(program, "--list-langs").split()
    found = re.search(r"tesseract v?(\S+)", version)
    languages = tuple(code for code, name in LANGUAGES.items() if name in listed)
    return Tesseract(program, found[1], languages, "osd" in listed) if found and languages else None


def _asked(program: str, option: str) -> str:
    try:
        done = subprocess.run([program, option], capture_output=True, timeout=_QUICK, env=_environment())
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace")
