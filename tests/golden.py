"""Outputs kept as files, so that a change of any word of them is seen by whoever makes it.

After a change that is meant, run the test with BLACHECK_GOLDEN=write and look at the difference.
"""

import os
from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "golden"


def kept(name: str, text: str) -> str:
    """The text of a kept file, written first where that is asked for."""
    file = _FOLDER / name
    if os.environ.get("BLACHECK_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8", newline="")
    return file.read_bytes().decode()
