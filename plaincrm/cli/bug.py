"""What a bug says for itself: that it is one, and where its log lies."""

from __future__ import annotations

import sys


def report_bug(error: Exception, argv: list[str]) -> int:
    """Keep the traceback in a log file, tell the user where, and give the exit code."""
    import platform
    import tempfile
    import traceback
    from pathlib import Path

    from plaincrm import __version__

    # The words of the command line may be personal; the command's name is enough.
    facts = f"plaincrm {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    facts += f"command: {argv[0] if argv else '(none)'}\n\n"
    with tempfile.NamedTemporaryFile(
        "w", prefix="plaincrm-bug-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as log:
        log.write(facts + "".join(traceback.format_exception(error)))
    print(f"this is a bug in plaincrm: {type(error).__name__}: {error}", file=sys.stderr)
    print(f"hint: the details are in {Path(log.name)}; look through it and report it", file=sys.stderr)
    return 1
