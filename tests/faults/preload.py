"""Makes a program's N-th change of the disk fail, or kill it there, with a library preloaded into it."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("fault.c")


@functools.cache
def library() -> Path:
    """The compiled library; skips the test where it cannot be made."""
    if not sys.platform.startswith("linux"):
        pytest.skip("LD_PRELOAD is Linux's")
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler to build the library of faults")
    built = Path(tempfile.mkdtemp(prefix="plaincrm-faults-")) / "fault.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, SOURCE, "-ldl"], check=True)
    return built


def fault(
    kind: str, number: int, what: str, *, where: str = "python", log: Path | None = None
) -> dict[str, str]:
    """The environment in which the *number*-th call of *kind* fails: ``fault("fsync", 2, "EIO")``.

    *kind* is fsync, rename, link, unlink, mkdir, write or any; *what* EIO, ENOSPC, EACCES or KILL;
    *where* a word of the command line of the processes that are meant.
    """
    variables = {"LD_PRELOAD": str(library()), "FAULT": f"{kind}:{number}:{what}", "FAULT_WHERE": where}
    return variables | ({"FAULT_LOG": str(log)} if log else {})
