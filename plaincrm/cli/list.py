"""``list``: customers, filtered and sorted."""

from typing import Annotated

from plaincrm.cli.params import At
from plaincrm.cli.readers import whole
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def list_(
    session: Session,
    filters: Annotated[
        list[str] | None,
        Arg("FIELD:VALUE, FIELD~TEXT, FIELD>V, +TAG, -TAG, or a word.", many=True, complete="filter"),
    ] = None,
    *,
    sort: Annotated[
        str | None, Opt("Sort by this column; -COL for downwards.", metavar="COL", complete="column")
    ] = None,
    limit: Annotated[int | None, Opt("At most so many.", metavar="N", read=whole)] = None,
    all: Annotated[bool, Opt("Archived customers too.")] = False,
    untag: Annotated[list[str] | None, Opt("Without this tag.", metavar="T", complete="tag")] = None,
    at: At = None,
) -> None:
    """List customers."""
    wanted = [*(filters or []), *(f"-{tag}" for tag in untag or [])]
    index = session.index_at(at)
    from plaincrm.index.listing import listing
    from plaincrm.labels import captions
    from plaincrm.reports import unvalued

    index.choose(wanted, hide_archived=not all)
    found = listing(index, sort=sort or "customer", limit=limit)
    session.show(found._replace(notes=captions(unvalued.so_far(index), session.lang)))
