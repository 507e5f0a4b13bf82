"""``set``: change fields of a customer, of an entry, or of many customers."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import UsageError
from plaincrm.wording import counted


def set_(
    session: Session,
    words: Annotated[
        list[str],
        Arg(
            "WHO or REF, then FIELD=VALUE, FIELD+=VALUE, FIELD-=VALUE, +TAG, -TAG.",
            many=True,
            complete="who change",
        ),
    ],
    *,
    where: Annotated[bool, Opt("Filters instead of WHO: change all customers that fit.")] = False,
    untag: Annotated[
        list[str] | None, Opt("Take a one-letter tag away.", metavar="T", complete="tag")
    ] = None,
    yes: Annotated[bool, Opt("Do not ask.", "-y", "--yes")] = False,
) -> int:
    """Set fields: a.b=v goes deeper, an empty value unsets, tags=a,b replaces."""
    from plaincrm.actions import assignments, fields

    taken = [assignments.Assignment("tags", "-=", tag) for tag in untag or []]
    if where:
        return _set_where(session, words, taken, yes=yes)
    target = session.target(words[0])
    wanted = [assignments.read(word) for word in words[1:]]
    return session.wrote(fields.set_fields(session.book, target, wanted + taken, session.how))


def _set_where(session: Session, words: list[str], taken: list, *, yes: bool) -> int:  # type: ignore[type-arg]
    from plaincrm.actions import assignments, fields
    from plaincrm.index.filters import is_condition

    filters = [word for word in words if "=" not in word or is_condition(word)]
    wanted = [assignments.read(word) for word in words if "=" in word and not is_condition(word)] + taken
    if not wanted or not filters:
        raise UsageError(
            "set --where needs filters and something to set",
            hint="plaincrm set --where industry:bakery level=B",
        )
    session.index.choose(filters, hide_archived=True)
    customers = [row[0] for row in session.index.rows("SELECT customer FROM customers ORDER BY customer")]
    if not customers:
        session.say("no customer fits, nothing to do")
        session.show_written(None, customers=[])
        return 0
    for customer in customers[:20]:
        session.say(f"  {customer}")
    more = f"  … and {len(customers) - 20} more" if len(customers) > 20 else ""
    if more:
        session.say(more)
    if not session.common["dry_run"] and not session.confirm(
        f"set this for {counted(len(customers), 'customer')}?", yes=yes
    ):
        session.say("nothing was changed")
        return 0
    return session.wrote(fields.set_many(session.book, customers, wanted, session.how))
