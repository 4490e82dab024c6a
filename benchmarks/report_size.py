"""Bytes of reports and of their parts: on the PDFs of a folder, and on thirty pages of them in one file."""

import argparse
import io
import re
from collections.abc import Sequence
from pathlib import Path

import blacheck

_PARTS = {
    "style": r"<style>.*?</style>",
    "script": r"<script>.*?</script>",
    "overview": r'<section class="overview".*?</section>',
    "answers": r"<article.*?</article>",
    "quotations": r"<figure.*?</figure>",
    "text as read": r'<section class="fulltext".*?</section>',
    "pictures": r"<image .*?/>",
}


def main() -> None:
    """Print a table of bytes, by file and part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of PDFs, such as corpus_samples")
    files = sorted(parser.parse_args().folder.rglob("*.pdf"))
    print(f"{'bytes':40}{'pages':>6}{'no images':>11}{'images':>11}", *(f"{name:>14}" for name in _PARTS))
    for name, data in [*((file.stem, file.read_bytes()) for file in files), ("thirty pages", joined(files, 30))]:
        review = blacheck.review(data, name=name)
        plain, full = review.to_html(images=False), review.to_html()
        parts = (f"{sum(map(size, re.findall(part, full, re.DOTALL))):14,}" for part in _PARTS.values())
        print(f"{name:40}{review.document.pages:6}{size(plain):11,}{size(full):11,}", *parts)


def size(text: str) -> int:
    """In bytes."""
    return len(text.encode())


def joined(files: Sequence[Path], pages: int) -> bytes:
    """The first pages of some PDFs, one after the other, as one PDF."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for document in map(pypdfium2.PdfDocument, files):
        if wanted := list(range(min(len(document), pages - len(whole)))):
            whole.import_pages(document, wanted)
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


if __name__ == "__main__":
    main()
