"""Recognised pages kept in the user's cache, so that a scan is recognised once."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256

from blacheck.cache import Cache, folder
from blacheck.extract.ocr.page import Recognised

_FORMAT = 4
"""To be raised when the same picture would be recognised differently by this program."""


class Pages:
    """Pages of one document as one engine recognised them.

    Args:
        document: SHA-256 of the file.
        engine: Name and version of what recognises it.
    """

    def __init__(self, document: str, engine: str) -> None:
        self._document = document
        self._engine = engine
        self._cache = Cache(folder("scans"))

    def get(self, number: int, languages: Sequence[str]) -> Recognised | None:
        """A page recognised before, told to expect the same languages; None where it was not."""
        content = self._cache.get(self._key(number, languages))
        if content is None:
            return None
        kept = json.loads(content)
        words, noise = (tuple(map(tuple, kept.pop(part))) for part in ("words", "noise"))
        return Recognised(**kept, words=words, noise=noise)

    def keep(self, page: Recognised, languages: Sequence[str]) -> None:
        """Keep a page, unless another try might bring more."""
        if page.lasting:
            content = json.dumps(asdict(page), ensure_ascii=False).encode()
            self._cache.keep(self._key(page.number, languages), content)

    def trim(self) -> None:
        """Delete what has not been used for longest, where there is too much."""
        self._cache.trim()

    def _key(self, number: int, languages: Sequence[str]) -> str:
        facts = [_FORMAT, self._document, number, self._engine, list(languages)]
        return sha256(json.dumps(facts).encode()).hexdigest()
