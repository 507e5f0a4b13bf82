"""``brief``: one page before a call."""

from plaincrm.cli import charts
from plaincrm.cli.params import At, Drawn, Who
from plaincrm.cli.session import Session

MORE_FORMATS = charts.FORMATS


def brief(session: Session, who: Who, *, at: At = None, chart: Drawn = False) -> None:
    """One page before a call: who they are, what is open, what was said last."""
    from plaincrm.actions.pages import brief_facts, brief_page, sheet
    from plaincrm.index.who import find
    from plaincrm.labels import captions
    from plaincrm.reports import unvalued

    index = session.index_at(at)
    found = sheet(index, find(index, who).customer)
    if chart or session.format == "vega":
        charts.show_timeline(session, found)
        return
    if session.is_data:
        session.show_record("brief", brief_facts(index, found))
    else:
        session.show_page(brief_page(index, found, lang=session.lang))
    for note in captions(unvalued.so_far(index, found.customer), session.lang):
        session.say(note)
