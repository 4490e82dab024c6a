"""``python -m blacheck`` is the command ``blacheck``."""

import sys

from blacheck.cli import main

if __name__ == "__main__":  # the child process that reads a document imports this module again
    sys.exit(main())
