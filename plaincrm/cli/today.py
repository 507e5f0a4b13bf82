"""No arguments at all: today's page."""

from plaincrm.cli.session import Session


def today(session: Session) -> None:
    """Today's page: whom to get in touch with, what is owed, what is not committed."""
    from plaincrm.actions.today import today_facts, today_page

    facts = today_facts(session.book, session.index, lang=session.lang)
    if session.is_data:
        session.show(facts.due._replace(notes=()))
    else:
        session.show_page(today_page(facts, lang=session.lang))
