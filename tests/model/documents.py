"""The documents that are made from the models: what each should hold, and how it is written anew.

Run ``python -m tests.model.documents`` after a change of the models.
"""

from __future__ import annotations

from pathlib import Path

from plaincrm.model.reference import customer_reference, rates_reference, settings_reference
from plaincrm.model.schema import documents

ROOT = Path(__file__).parent.parent.parent

PARTS = {
    "docs/file-format.md": {"fields": customer_reference},
    "docs/settings.md": {"settings": settings_reference, "rates": rates_reference},
}


def expected() -> dict[str, str]:
    """Path → content, for every generated document and every page with generated parts."""
    pages = {path: _with_parts(path) for path in PARTS}
    return pages | {f"schema/{name}": text for name, text in documents().items()}


def _with_parts(path: str) -> str:
    text = (ROOT / path).read_text(encoding="utf-8")
    for name, make in PARTS[path].items():
        before, rest = text.split(f"<!-- {name} -->")
        after = rest.split(f"<!-- /{name} -->")[1]
        text = f"{before}<!-- {name} -->\n\n{make()}\n<!-- /{name} -->{after}"
    return text


if __name__ == "__main__":
    for path, text in expected().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
