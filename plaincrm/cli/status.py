"""``status``: what is not committed."""

from plaincrm.cli.session import Session


def status(session: Session) -> None:
    """List the book's files that differ from the last commit."""
    from plaincrm.actions.conflicts import GO_ON
    from plaincrm.book.hand_edits import edited, problems_of
    from plaincrm.table import Column, Table

    rows = []
    for item in edited(session.book):
        broken = item.state != "conflict" and problems_of(session.book, item.path)
        rows.append((item.path, "invalid" if broken else item.state))
    session.show(Table((Column("path"), Column("state")), list(rows), "Status"))
    states = {state for _, state in rows}
    if "conflict" in states:
        session.say(GO_ON)
    if states - {"invalid", "conflict"} and "conflict" not in states:
        session.say("commit them with: plaincrm save")
    if "deleted" in states:
        session.say("or bring what was deleted back with: git restore FILE")
    if "invalid" in states:
        session.say("see what is wrong with: plaincrm check")
