"""``add``: a new customer."""

from typing import Annotated

from plaincrm.cli.readers import past_day, whole
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def add(
    session: Session,
    name: Annotated[str, Arg("The customer's name.")],
    *,
    id: Annotated[str | None, Opt("The ID; default: made from the name.", metavar="ID")] = None,
    kind: Annotated[str | None, Opt("What they are.", choices=("organisation", "person"))] = None,
    company: Annotated[str | None, Opt("For a person: where they work.")] = None,
    title: Annotated[str | None, Opt("For a person: position.")] = None,
    person: Annotated[list[str] | None, Opt("Somebody there; may be given again.", metavar="P")] = None,
    email: Annotated[list[str] | None, Opt("E-mail address; may be given again.", metavar="E")] = None,
    phone: Annotated[list[str] | None, Opt("Phone number; may be given again.", metavar="P")] = None,
    social: Annotated[
        list[str] | None, Opt("Account, as wechat=name; may be given again.", metavar="K=V")
    ] = None,
    address: Annotated[list[str] | None, Opt("Postal address; may be given again.", metavar="A")] = None,
    website: Annotated[str | None, Opt("Web site.")] = None,
    industry: Annotated[str | None, Opt("Industry.", complete="industry")] = None,
    company_size: Annotated[str | None, Opt("Employees: a number or a range.", metavar="N")] = None,
    level: Annotated[str | None, Opt("Your own ranking.", metavar="A|B|C")] = None,
    source: Annotated[str | None, Opt("Where they came from.", complete="source")] = None,
    tag: Annotated[list[str] | None, Opt("Tag; may be given again.", metavar="T", complete="tag")] = None,
    owner: Annotated[str | None, Opt("Who of us looks after them.", complete="owner")] = None,
    since: Annotated[str | None, Opt("Customer since.", metavar="D", read=past_day)] = None,
    cadence: Annotated[int | None, Opt("Wanted days between contacts.", metavar="N", read=whole)] = None,
    birthday: Annotated[str | None, Opt("1988-03-05 or --03-05.")] = None,
    note: Annotated[str | None, Opt("Free text.")] = None,
) -> int:
    """Add a customer."""
    from plaincrm.actions.customers import add as act

    facts = {
        "kind": kind or ("organisation" if person and (company or title) else None),
        "company": company,
        "title": title,
        "people": [{"name": one} for one in person or []],
        "emails": email,
        "phones": phone,
        "social": _pairs(social or []),
        "addresses": address,
        "website": website,
        "industry": industry,
        "company_size": company_size,
        "level": level,
        "source": source,
        "tags": tag,
        "owner": owner,
        "since": _date(since),
        "cadence_days": cadence,
        "birthday": birthday,
        "notes": note,
    }
    _warn_of_known(session, name, [*(email or []), *(phone or [])])
    return session.wrote(act(session.book, name, session.how, id=id, **facts))


def _pairs(words: list[str]) -> dict[str, str]:
    from plaincrm.errors import UsageError

    pairs = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or not key:
            raise UsageError(f'"{word}" is not an account', hint="write --social wechat=name")
        pairs[key] = value
    return pairs


def _date(day: str | None) -> object:
    from datetime import date

    return date.fromisoformat(day) if day else None


def _warn_of_known(session: Session, name: str, contacts: list[str]) -> None:
    """The customer is added all the same; two of one name do exist."""
    from plaincrm.index.who import known_as

    for what in [name, *contacts]:
        for customer in known_as(session.index, what):
            session.warn(f"{customer} has {what} too")
