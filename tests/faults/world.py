"""Surroundings for what runs outside a test: no configuration of the user's, a known name, a fixed day."""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Set the environment for what is started inside."""
    before = dict(os.environ)
    for name in before:
        if name.startswith(("GIT_", "PLAINCRM_", "LC_", "LANG", "XDG_")):
            del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="plaincrm-home-") as home:
        os.environ.update(
            HOME=home,
            XDG_CONFIG_HOME=f"{home}/.config",
            XDG_CACHE_HOME=f"{home}/.cache",
            GIT_CONFIG_GLOBAL=os.devnull,
            GIT_CONFIG_NOSYSTEM="1",
            PLAINCRM_TODAY="2026-11-23",
        )
        for role in ("AUTHOR", "COMMITTER"):
            os.environ[f"GIT_{role}_NAME"] = "Ada"
            os.environ[f"GIT_{role}_EMAIL"] = "ada@plaincrm.example"
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
