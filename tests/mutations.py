"""Files broken at random, the same for the same seed: bits, cuts, splices, tokens and streams of a PDF, tags."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]
"""Takes a file, a source of chance and other files to take pieces from."""

_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBERS = (b"0", b"-1", b"65535", b"2147483647", b"-2147483648", b"4294967296", b"1e99", b"0.0000001", b"9" * 14)
_BYTES = (b"<<", b">>", b"[", b"]", b"(", b")", b"endobj", b"endstream", b"obj", b"R", b"null", b"%", b"\0", b"q ")
_TAGS = re.compile(rb"<[^>]{1,200}>")


def bits(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Up to a hundred bits turned over."""
    out = bytearray(data)
    for _turn in range(chance.choice((1, 3, 10, 100))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """The end, the beginning or a piece from the middle gone."""
    first, last = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return chance.choice((data[:first], data[last:], data[:first] + data[last:])) or data[:1]


def splice(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A piece of another file, or of itself, put in."""
    other = chance.choice([*others, data])
    first = chance.randrange(len(other))
    piece = other[first : first + chance.choice((10, 200, 5000, 100_000))]
    at = chance.randrange(len(data))
    return data[:at] + piece + data[at + chance.choice((0, len(piece))) :]


def noise(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A stretch of random bytes."""
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 16, 1000))) + data[at + chance.choice((0, 16, 1000)) :]


def tokens(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Numbers, names and references of a PDF exchanged or made absurd, tokens put in."""
    for _turn in range(chance.choice((1, 2, 8))):
        pattern = chance.choice((_NUMBER, _NAME, _REFERENCE))
        found = list(pattern.finditer(data))
        if not found:
            continue
        here, there = chance.choice(found), chance.choice(found)
        new = chance.choice(_NUMBERS) if pattern is _NUMBER and chance.random() < 0.5 else there.group()
        data = data[: here.start()] + new + data[here.end() :]
    if chance.random() < 0.3:
        at = chance.randrange(len(data))
        data = data[:at] + chance.choice(_BYTES) * chance.choice((1, 1, 1000)) + data[at:]
    return data


def streams(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The contents of a page or another stream, unpacked, broken and packed again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return bits(data, chance, others)
    here = chance.choice(found)
    try:
        content = zlib.decompress(here[1])
    except zlib.error:
        content = here[1]
    if not content:
        return data
    broken = chance.choice((bits, cut, tokens, noise))(content, chance, others)
    packed = zlib.compress(broken) if content is not here[1] else broken
    return data[: here.start(1)] + packed + data[here.end(1) :]


def members(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A part of a Word document broken, and packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, NotImplementedError, EOFError):
        return tags(data, chance, others)
    hit = chance.choice([name for name, content in parts.items() if content])
    parts[hit] = chance.choice((bits, cut, tags, noise))(parts[hit], chance, others)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def tags(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Tags of a page or a Word document exchanged, dropped or piled up."""
    found = list(_TAGS.finditer(data))
    if not found:
        return splice(data, chance, others)
    here, there = chance.choice(found), chance.choice(found)
    return data[: here.start()] + there.group() * chance.choice((0, 1, 2, 2000)) + data[here.end() :]


_PDF: tuple[Mutation, ...] = (bits, cut, splice, noise, tokens, tokens, streams, streams)
_OTHER: tuple[Mutation, ...] = (bits, cut, splice, noise, members, members)


def mutant(seed: int, originals: Sequence[bytes]) -> bytes:
    """The broken file of a seed."""
    chance = random.Random(seed)
    data = chance.choice(originals)
    for mutate in chance.sample(_PDF if data.startswith(b"%PDF") else _OTHER, chance.choice((1, 1, 2, 3))):
        data = mutate(data, chance, originals) or data
    return data
