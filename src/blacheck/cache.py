"""What is kept for the next run: outputs of a review, recognised pages, under a key that names all they depend on.

An entry is never changed, only written anew as a whole or deleted, so that several processes can use a cache at once.
Each carries the hash of its content: one that is broken counts as missing. Nothing is kept but bytes that are written
out or parsed as JSON, so that whoever can write into the folder can change a report and not run a program.
"""

import json
import os
import re
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import file_digest, sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

FOLDER = "BLACHECK_CACHE"
"""Variable of the environment that names another folder for the cache."""
_DIGEST = 32
_MOST_BYTES = 500_000_000
"""Above this, what has not been used for longest is deleted."""
_OWN = ("blacheck", "blacheck.checklists")
_NAME = re.compile(r"[\w.-]+")


def folder(kind: str = "reviews") -> Path:
    """Where things of a kind are kept for the user."""
    from platformdirs import user_cache_path

    return Path(os.environ.get(FOLDER) or user_cache_path("blacheck", appauthor=False)) / kind


def key_of(facts: Mapping[str, object], files: Iterable[Path]) -> str:
    """A key for these facts, the contents of these files, and all of the program that an output can depend on.

    Args:
        facts: What JSON can hold; whatever else is told by its ``repr``.
        files: They are read.

    Raises:
        OSError: A file cannot be read.
    """
    contents = [_hash(path) for path in files]
    return sha256(json.dumps([facts, contents, _program()], sort_keys=True, default=repr).encode()).hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


@cache
def _program() -> str:
    """Hash of our own modules, checklists, lexicons and templates, and the versions of what they are built on."""
    digest = sha256()
    for package in _OWN:
        for name, content in _contents(resources.files(package)):
            digest.update(f"{package}/{name}\0{len(content)}\0".encode() + content)
    digest.update("\n".join(_built_on()).encode())
    return digest.hexdigest()


def _built_on() -> Iterator[str]:
    yield sys.version
    for needed in metadata.requires("blacheck") or ():
        for name in _NAME.findall(needed)[:1]:
            with suppress(metadata.PackageNotFoundError):
                yield f"{name} {metadata.version(name)}"


def _contents(place: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for part in sorted(place.iterdir(), key=lambda part: part.name):
        if part.is_dir() and part.name != "__pycache__":
            yield from _contents(part, f"{above}{part.name}/")
        elif part.is_file() and not part.name.endswith(".pyc"):
            yield f"{above}{part.name}", part.read_bytes()


class Cache:
    """A folder of entries.

    Args:
        folder: Where; it is made when something is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; None where there is nothing, or nothing whole."""
        path = self._path(key)
        try:
            kept = path.read_bytes()
            content = zlib.decompress(kept[_DIGEST:])
        except (OSError, zlib.error):
            return None
        if sha256(key.encode() + content).digest() != kept[:_DIGEST]:
            return None
        with suppress(OSError):
            os.utime(path)
        return content

    def keep(self, key: str, content: bytes) -> None:
        """Keep something under a key. A cache that cannot be written to is none."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(key.encode() + content).digest() + zlib.compress(content))
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)

    def trim(self, most_bytes: int = _MOST_BYTES) -> None:
        """Delete what has not been used for longest, until the rest is small enough."""
        entries = []
        for path in self._folder.glob("??/*"):
            with suppress(OSError):
                found = path.stat()
                entries.append((found.st_mtime, found.st_size, path))
        left = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if left <= most_bytes:
                return
            with suppress(OSError):
                path.unlink()
            left -= size

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]
