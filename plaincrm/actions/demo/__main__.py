"""``python -m plaincrm.actions.demo examples``: write the example books afresh."""

from __future__ import annotations

import sys
from pathlib import Path

from plaincrm.actions.demo.examples import write_examples


def main(arguments: list[str]) -> int:
    """Write the example books below the one folder named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m plaincrm.actions.demo examples\n")
        return 2
    for book in write_examples(Path(arguments[0])):
        sys.stderr.write(f"wrote {book}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
