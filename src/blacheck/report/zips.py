"""Office files are zip files, and a zip file holds the time of day: here it is taken out."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can name."""


def timeless(raw: bytes) -> bytes:
    """The same zip file, every file in it dated to the first day that can be named."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = ZipInfo(entry.filename, _FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # else it tells on which system it was made
            new.writestr(info, old.read(entry))
    return out.getvalue()
