"""What the tests of the doors share: a small agreement, and what a run of the command gives."""

from collections.abc import Callable
from dataclasses import dataclass

AGREEMENT = """\
Agreement between the Government of Alvora and the Government of Benduria on the Employment of Workers

Article 1
Passports of workers shall not be retained by the employer.

Article 2
The employer shall provide each worker with suitable accommodation free of charge.
"""


@dataclass(frozen=True)
class Ran:
    """What a run of the command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
"""Takes the words after ``blacheck``."""
