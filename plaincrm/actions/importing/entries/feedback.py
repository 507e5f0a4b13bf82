"""What a row says of an opinion: a score, a complaint, a comment, a suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing.cells import words
from plaincrm.actions.importing.entries.written import known_since, present
from plaincrm.actions.importing.values import UnfitError

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.values import Values


def has_feedback(values: Values) -> bool:
    """Whether a row has a score, a complaint, a comment or a suggestion."""
    found = values.below("feedback.")
    return any(found.get(key) for key in ("score", "complaint", "comment", "suggestion"))


def read(values: Values, topic: str) -> list[Data]:
    """What a row says of an opinion; a complaint beside a score is an entry of its own."""
    found = values.below("feedback.")
    complaint = found.get("complaint")
    said = {key: found.get(key) for key in ("comment", "suggestion")}
    score = _score(values, found.get("score"))
    if not (score or complaint or any(said.values())):
        return []
    date = values.day("feedback.date")
    if date is None:
        if topic == "feedback":
            raise UnfitError("has no date")
        date = values.likely_day("sales.date") or values.likely_day("last_contact") or known_since(values)
    made = []
    if score or any(said.values()):
        made.append(_opinion(values, date, found, score, said))
    if complaint:
        made.append(present({"date": date, "kind": "complaint", "comment": complaint}))
    return made


def _opinion(
    values: Values, date: str, found: dict[str, str], score: str | None, said: dict[str, str | None]
) -> Data:
    kind = words.word("feedback.kind", found["kind"]) if "kind" in found else None
    metric = found.get("metric", "").casefold() or None
    if kind not in (None, *words.FEEDBACK_KIND):
        values.warnings.append(f'feedback kind "{kind}" is unknown; left out')
        kind = None
    if kind is None and not score:
        kind = "suggestion" if said["suggestion"] else "praise"
    scale = found.get("scale")
    return present(
        {
            "date": date, "kind": kind, "metric": metric, "score": score, "scale": scale,
            "product": found.get("product"), **said,
            "resolved": values.likely_day("feedback.resolved"), "resolution": found.get("resolution"),
            "ref": values.text("ref"),
        }
    )  # fmt: skip


def _score(values: Values, text: str | None) -> str | None:
    if not text:
        return None
    meant = words.word("feedback.score", text)
    if meant != text:
        return meant
    plain = text.removesuffix("分").removesuffix("星").strip()
    if plain.count("/") == 1:
        plain = plain.partition("/")[0].strip()
    if plain.replace(".", "", 1).isdigit() and plain.isascii():
        return plain
    values.warnings.append(f'score "{text}" is no number; left out')
    return None
