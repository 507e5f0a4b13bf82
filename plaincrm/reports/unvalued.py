"""What is said of sales that no rate can value; apart from other captions, so that a listing loads little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.index import Index


def left_out(counts: Sequence[tuple[str, int]], currency: str) -> tuple[str, ...]:
    """The note on entries, counted by currency, that no rate brings to *currency*; none without entries."""
    if not counts:
        return ()
    return (f"Left out of the totals, for want of a rate to {currency}: {entries(counts)}.",)


def entries(counts: Sequence[tuple[str, int]]) -> str:
    """Entries by currency in words: 3 entries (1 in CNY, 2 in USD)."""
    listed = ", ".join(f"{count} in {code}" for code, count in counts)
    return f"{counted(sum(count for _, count in counts), 'entry', 'entries')} ({listed})"


def so_far(index: Index, customer: str | None = None) -> tuple[str, ...]:
    """The note on a customer's sales up to the moment, or on those of everybody who is chosen."""
    counts = index.rows(
        "SELECT currency, count(*) FROM unvalued WHERE ?1 IS NULL OR customer = ?1"
        " GROUP BY currency ORDER BY currency",
        (customer,),
    )
    ((currency,),) = index.rows("SELECT currency FROM moment")
    return left_out(counts, currency)
