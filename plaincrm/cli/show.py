"""``show``: everything about one customer."""

from plaincrm.cli import charts
from plaincrm.cli.params import At, Drawn, Who
from plaincrm.cli.session import Session

MORE_FORMATS = charts.FORMATS


def show(session: Session, who: Who, *, at: At = None, chart: Drawn = False) -> None:
    """Show a customer: the whole file, entries with their references."""
    index = session.index_at(at)
    from plaincrm.actions.pages import customer_page, sheet
    from plaincrm.index.who import find

    found = sheet(index, find(index, who).customer)
    if chart or session.format == "vega":
        charts.show_timeline(session, found)
    elif session.is_data:
        session.show_record("show", {"customer": found.customer, "path": found.path, **found.data})
    else:
        session.show_page(customer_page(found, lang=session.lang))
