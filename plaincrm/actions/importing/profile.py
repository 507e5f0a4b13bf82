"""What a row says of a customer beside their name: ways to reach them, words, places, ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from plaincrm.actions.importing.cells import days, words
from plaincrm.actions.importing.cells.countries import region_of
from plaincrm.actions.importing.cells.emails import emails
from plaincrm.actions.importing.cells.phones import phones
from plaincrm.actions.importing.cells.text import clean, several
from plaincrm.actions.importing.values import are_there

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.values import Values

    Part = Callable[[Values, Data, Data], None]

_POSITION = ("title", "department", "role")
_FREE = ("custom.", "external_ids.", "social.")
_PLAIN = ("industry", "source", "owner", "website", "company")
_NEEDS = ("needs.motives", "needs.preferences")
_SYSTEM_GROUPS = ("* mycontacts", "mycontacts", "* starred", "starred")
_SOCIAL = ("wechat", "qq", "linkedin")
_ACCOUNT = re.compile(r"(?P<key>[\w一-鿿 ]{1,20}?)\s*[-:：=]\s*(?P<value>\S.*)")
_SOCIAL_WORDS = {
    "微信": "wechat",
    "微信号": "wechat",
    "钉钉": "dingtalk",
    "微博": "weibo",
    "抖音": "douyin",
    "小红书": "xiaohongshu",
}
_SHOWN = 60  # characters of a cell in a warning
_STREET_FIRST = ("street", "street2", "zip", "city", "state", "country")


def _reach(values: Values, data: Data, near: Data) -> None:
    region = _dialled_in(values)
    for target, holder in (("phone", near), ("phones", data)):
        for cell in values.texts(target):
            for phone in phones(cell, region):
                if phone.warning:
                    values.warnings.append(phone.warning)
                if phone.text:
                    _add(holder, "phones", phone.text)
    for target, holder in (("email", near), ("emails", data)):
        for cell in values.texts(target):
            for email in emails(cell):
                _email(values, holder, email)
    _account(values, near)
    _accounts(values, near)


def _dialled_in(values: Values) -> str | None:
    """The region of phone numbers: the row's country, else the book's; None for a country nobody knows."""
    country = values.text("country")
    return region_of(country) if country else values.options.region


def _account(values: Values, near: Data) -> None:
    """What somebody pays with: an e-mail address or a phone number, unless its middle is hidden."""
    account = values.text("account")
    if not account or "*" in account:
        return
    if "@" in account:
        _email(values, near, account)
        return
    for phone in phones(account, _dialled_in(values)):
        if phone.text and not phone.warning:
            _add(near, "phones", phone.text)


def _email(values: Values, holder: Data, text: str) -> None:
    from plaincrm.model.looks import email_fault

    email = re.sub(r"^(mailto:|[^<>]*<)|>$", "", text, flags=re.IGNORECASE).strip()
    if email.casefold().startswith("/o="):  # an X.500 address: nothing can be sent to it
        values.warnings.append(f'e-mail "{email[:40]}" is an address of Exchange alone; left out')
        return
    fault = email_fault(email, deep=True)
    if fault:
        values.warnings.append(fault[0] + "; kept as it is")
    _add(holder, "emails", email)


def _accounts(values: Values, near: Data) -> None:
    found: dict[str, str] = {key: values.text(key) for key in _SOCIAL if key in values}
    for cell in values.texts("social"):
        for one in several(cell, ",，"):
            match = _ACCOUNT.fullmatch(one)
            if match:
                key = match["key"].strip().casefold()
                found.setdefault(_SOCIAL_WORDS.get(key, key), match["value"].strip())
    if found:
        near.setdefault("social", {}).update(found)


def _position(values: Values, data: Data, near: Data) -> None:
    for key in _POSITION:
        text = values.text(key)
        if text and (near is not data or key == "title"):
            near[key] = text


def _plain(values: Values, data: Data, _near: Data) -> None:
    for key in _PLAIN:
        if key in values:
            data[key] = values.text(key)


def _words(values: Values, data: Data, _near: Data) -> None:
    options = values.options
    if "level" in values:
        text = values.text("level")
        known = words.level(text, list(options.levels))
        if known:
            data["level"] = known
        else:
            values.warnings.append(f'level "{text[:_SHOWN]}" is not one of the settings; kept as a tag')
            _add(data, "tags", text)
    if "company_size" in values:
        size = words.company_size(values.text("company_size"))
        if size:
            data["company_size"] = size
        else:
            text = values.text("company_size")[:_SHOWN]
            values.warnings.append(f'company size "{text}" says no number; left out')
    if "kind" in values:
        kind = words.word("kind", values.text("kind"))
        if kind in ("organisation", "person"):
            data["kind"] = kind
        else:
            _add(data, "tags", kind)
    stage = words.word("stage", values.text("stage"))
    if stage in words.STAGE:
        data["stage"] = stage
    elif stage:
        _add(data, "tags", stage)


def _lists(values: Values, data: Data, _near: Data) -> None:
    for cell in values.texts("tags"):
        for tag in several(cell, ",，"):
            if tag.casefold() not in _SYSTEM_GROUPS:
                _add(data, "tags", tag.removeprefix("* "))
    for cell in values.texts("aliases"):
        for alias in several(cell):
            _add(data, "aliases", alias)
    for cell in values.texts("addresses"):
        for address in re.split(r" ::: |[;；]", cell):
            text = ", ".join(filter(None, map(clean, address.split("\n"))))
            if text:
                _add(data, "addresses", text)
    address = _address(values, data)
    if address:
        _add(data, "addresses", address)


def _address(values: Values, data: Data) -> str:
    """The parts of an address as one text, the way of the country: Chinese ones go from large to small."""
    from plaincrm.actions.importing.cells.names import is_cjk

    parts = {key: values.text(key).replace("\n", ", ") for key in _STREET_FIRST}
    if parts["street"] and any(parts["street"] in known for known in data.get("addresses", ())):
        return ""  # it stands there as a whole already
    if is_cjk("".join(parts.values())):
        whole = values.text("addresses")
        large = [parts[key] for key in ("country", "state", "city") if parts[key] and parts[key] not in whole]
        there = data.get("addresses")
        if there and not parts["street"]:  # 地址 beside 省份 and 城市: one address
            there[0] = "".join(large) + there[0]
            return ""
        return "".join([*large, parts["street"], parts["street2"]])
    town = " ".join(filter(None, (parts["zip"], parts["city"])))
    return ", ".join(
        filter(None, (parts["street"], parts["street2"], town, parts["state"], parts["country"]))
    )


def _birthday(values: Values, _data: Data, near: Data) -> None:
    text = values.text("birthday")
    if not text:
        return
    try:
        born = days.birthday(text, order=_order_of(values, "birthday"))
    except days.UnclearDayError as error:
        values.warnings.append(f"birthday: {error}; left out")
        return
    if born:
        near["birthday"] = born


def _order_of(values: Values, target: str) -> str:
    """How the column of *target* writes 3/4/1980."""
    places = (place for place, each in values.columns.targets.items() if each == target)
    return next((values.habits.orders[place] for place in places), "")


def _since(values: Values, data: Data, _near: Data) -> None:
    since = values.likely_day("since")
    if since:
        data["since"] = since


def _notes(values: Values, data: Data, _near: Data) -> None:
    if "notes" in values:
        data["notes"] = "\n".join(dict.fromkeys(values.texts("notes")))


def _free_keys(values: Values, data: Data, _near: Data) -> None:
    for group in _FREE:
        found = values.below(group)
        if found:
            data.setdefault(group[:-1], {}).update(found)


def _needs(values: Values, data: Data, _near: Data) -> None:
    for target in _NEEDS:
        found = [one for cell in values.texts(target) for one in several(cell)]
        if found:
            data.setdefault("needs", {})[target.removeprefix("needs.")] = found


def _deep(values: Values, data: Data, _near: Data) -> None:
    """Keys of a customer file below others, as our own export heads its columns."""
    from plaincrm.model.places import kind_at

    for target, text in values.below("").items():
        path = target.split(".")
        if path[0] in ("stage", "needs") and len(path) > 1 and target not in _NEEDS:
            here = data
            for step in path[:-1]:
                here = here.setdefault(step, {})
            here[path[-1]] = several(text) if kind_at(tuple(path)) == "texts" else text
    for key in ("cadence_days", "archived"):
        if key in values:
            data[key] = values.text(key)


def _people(values: Values, data: Data, _near: Data) -> None:
    """A sheet of people: each row is somebody at a customer who is named beside."""
    found: dict[str, Any] = values.below("people.")
    if not found.get("name"):
        return
    region = values.options.region
    for key in ("phones", "emails"):
        if key in found:
            found[key] = (
                [one.text for one in phones(found[key], region) if one.text]
                if key == "phones"
                else emails(found[key])
            )
    data.setdefault("people", []).append(found)


def _add(holder: Data, key: str, text: str) -> None:
    there = holder.setdefault(key, [])
    if text.casefold() not in (each.casefold() for each in there):
        there.append(text)


_PARTS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (_reach, ("phone", "phones", "email", "emails", "account", "social", *_SOCIAL)),
    (_position, _POSITION),
    (_plain, _PLAIN),
    (_words, ("level", "company_size", "kind", "stage")),
    (_lists, ("tags", "aliases", "addresses", *_STREET_FIRST)),
    (_birthday, ("birthday",)),
    (_since, ("since",)),
    (_notes, ("notes",)),
    (_free_keys, _FREE),
    (_needs, _NEEDS),
    (_people, ("people.",)),
    (_deep, ("stage.", "needs.", "cadence_days", "archived")),
)
"""What fills a part of the profile from a row, and the targets that it reads."""


def parts_for(targets: Collection[str]) -> list[Part]:
    """What has something to do in rows with these columns.

    Each is called with a row's values, the customer's data, and the one to whom ways to reach somebody
    go: the row's person, or the customer.
    """
    return [part for part, wanted in _PARTS if are_there(wanted, targets)]
