"""A scanner for test documents: printed pages become pictures, laid crooked, noisy and compressed."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from itertools import cycle

import pypdfium2
import pytest
from PIL import Image, ImageChops
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def _missing() -> str:
    if shutil.which("tesseract") is None:
        return "Tesseract is not installed"
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split()
    lacking = [name for name in ("eng", "fra", "osd") if name not in listed]
    return f"Tesseract has no data for {', '.join(lacking)}" if lacking else ""


needs_tesseract = pytest.mark.skipif(bool(_missing()), reason=_missing() or "-")


def scanned(
    pdf: bytes, *, angles: Sequence[float] = (0.0,), dpi: int = 200, noise: float = 18, quality: int = 60
) -> bytes:
    """The pages of a PDF as a scanner gives them.

    Args:
        pdf: What is printed.
        angles: Degrees, anticlockwise, by which the pages lie crooked in turn; 90, 180 and 270 turn one altogether.
        dpi: Dots per inch.
        noise: Deviation of the noise, in shades of 256.
        quality: Of the JPEG compression.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for page, angle in zip(pypdfium2.PdfDocument(pdf), cycle(angles), strict=False):
        image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        picture = jpeg(
            noisy(image.rotate(angle, Image.Resampling.BICUBIC, expand=angle % 90 == 0, fillcolor=255), noise), quality
        )
        size = (picture.width * 72 / dpi, picture.height * 72 / dpi)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(picture), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def noisy(image: Image.Image, deviation: float) -> Image.Image:
    """The picture with the same noise each time."""
    tile = Image.frombytes("L", (256, 256), bytes(_noise(256 * 256, deviation)))
    grain = Image.new("L", image.size)
    for x in range(0, image.width, 256):
        for y in range(0, image.height, 256):
            grain.paste(tile, (x, y))
    return ImageChops.add(image, grain, scale=1, offset=-128)


def _noise(count: int, deviation: float) -> list[int]:
    from random import Random

    chance = Random(7)
    return [min(255, max(0, round(chance.gauss(128, deviation)))) for _ in range(count)]


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    """The picture after compression."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer)
