"""One row → one incoming customer: who it is, how to reach them, what is said of them, what happened."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plaincrm.actions.importing import entries, profile
from plaincrm.actions.importing.cells import names
from plaincrm.actions.importing.cells.text import several
from plaincrm.actions.importing.entries.feedback import has_feedback
from plaincrm.actions.importing.headers import normalised
from plaincrm.actions.importing.incoming import Incoming
from plaincrm.actions.importing.sources import OURS
from plaincrm.actions.importing.values import UnfitError, Values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaincrm.actions.importing.columns import Columns
    from plaincrm.actions.importing.habits import Habits
    from plaincrm.actions.importing.incoming import Data, Origin
    from plaincrm.actions.importing.options import Options

_COUNTS_NOWHERE = frozenset(
    (
        *("failed", "void", "voided", "cancelled", "canceled", "declined", "rejected"),
        *("失败", "已取消", "取消", "作废", "已作废", "交易关闭", "已关闭"),
    )
)
_STATES = ("status", "sales.kind")
_HOLD_SEVERAL = frozenset(
    (
        *("phone", "phones", "email", "emails", "tags", "aliases", "addresses", "notes", "social"),
        *("needs.motives", "needs.preferences", "ignored", "status"),
    )
)
_NUMBERS = ("id", "number", "nummer", "nr", "编号", "号")  # how headings of IDs end
_MAKING = ("customers", "sales")  # rows about anything else need their customer to be there


class Maker:
    """Makes incoming customers of the rows of one sheet."""

    def __init__(self, columns: Columns, options: Options, habits: Habits) -> None:
        self.columns = columns
        self.options = options
        self.habits = habits
        self._keys = [normalised(heading) for heading in columns.headings]
        targets = frozenset(columns.targets.values())
        self._profile = profile.parts_for(targets)
        self._entries = entries.kinds_for(targets, columns.topic)
        self._doubled = [] if columns.source.marks else _doubled(columns.targets.values())
        self._may_be_skipped = columns.topic == "feedback" or not targets.isdisjoint(_STATES)

    def skips(self, cells: Sequence[str]) -> str:
        """Why the source says that a row counts nowhere; empty where it counts."""
        skip = self.columns.source.skip
        if skip:
            return skip(dict(zip(self._keys, cells, strict=False)))
        if not self._may_be_skipped:
            return ""
        values = Values(cells, self.columns, self.options, self.habits)
        if self.columns.topic == "feedback" and not has_feedback(values):
            return "no answer"
        states = values.texts(*_STATES)
        return next((f"status {text}" for text in states if text.casefold() in _COUNTS_NOWHERE), "")

    def make(self, cells: Sequence[str], origin: Origin) -> Incoming:
        """The customer that a row tells of; UnfitError where it names nobody, or its entry cannot be read."""
        if self.columns.source.mend:
            row = self.columns.source.mend(dict(zip(self._keys, cells, strict=False)))
            cells = [row.get(key, cell) for key, cell in zip(self._keys, cells, strict=False)]
        values = Values(cells, self.columns, self.options, self.habits)
        if self._doubled:
            self._tell_doubled(values)
        data: Data = {}
        person = _who(values, data)
        ours = self.columns.source.name == OURS
        if ours:  # there nothing is guessed
            data.pop("kind", None)
        near = data if person is None else person
        for fill in self._profile:
            fill(values, data, near)
        if person is not None:
            _each_person(data, person)
        for name, read in self._entries:
            made = read(values, self.columns.topic)
            if made:
                data[name] = made
        given = values.text("customer")
        if not data.get("name"):
            data["name"] = given or _first_address(data)
        if not data["name"]:
            raise UnfitError("names no customer")
        makes = self.columns.topic in _MAKING and self.options.create
        return Incoming(
            data,
            origin,
            source=self.columns.source.name,
            id=given or None,
            makes=makes,
            replaces=ours,
            warnings=values.warnings,
            is_number=_is_number(values),
        )

    def _tell_doubled(self, values: Values) -> None:
        """Warn of what a second column of the same meaning says, where only one can be kept."""
        for target in self._doubled:
            kept, *others = [*values.texts(target), ""]
            for text in dict.fromkeys(other for other in others if other and other != kept):
                values.warnings.append(f'{target}: "{text[:60]}" was left out for "{kept[:60]}"')

    def add_line(self, above: Incoming, cells: Sequence[str]) -> None:
        """Add a further line of an order, a product of its own, to the sale that the row above made."""
        values = Values(cells, self.columns, self.options, self.habits)
        sale = above.data["sales"][0]  # a refund of it follows
        product, quantity = values.text("sales.product"), values.number("sales.quantity")
        if product:
            sale["product"] = "; ".join(filter(None, (sale.get("product"), product)))
        if quantity and sale.get("quantity", "").isdigit() and quantity.isdigit():
            sale["quantity"] = str(int(sale["quantity"]) + int(quantity))


def _doubled(targets: Iterable[str]) -> list[str]:
    """The targets of several columns that hold one value only."""
    counts = Counter(targets)
    return [target for target, count in counts.items() if count > 1 and target not in _HOLD_SEVERAL]


def _who(values: Values, data: Data) -> Data | None:
    """Write who the customer is; gives the person of the row, to whom its phone numbers belong."""
    name, organisation = values.text("name"), values.text("organisation")
    person = _person(values)
    if person and not organisation:  # with somebody beside, the customer is the company
        name = name or values.text("customer")
    if name and organisation and name != organisation:
        name, person = _company_and_contact(name, organisation, person, data)
    name = name or organisation
    if name:
        data["name"] = name
        if person and person != name and not names.is_chinese_person(name):
            found: Data = {"name": person}
            data["people"] = [found]
            return found
        if person and person != name:  # 客户名称 张三 with 联系人 李四: both are people of one household
            data["people"] = [{"name": person}]
        elif person == name or names.is_chinese_person(name):
            data["kind"] = "person"
        return None
    if person:
        data["name"] = person
        if not names.is_organisation(person):
            data["kind"] = "person"
    return None


def _is_number(values: Values) -> bool:
    """Whether the row's customer stands in a column of IDs, so that it is nobody's name."""
    return normalised(values.heading("customer")).endswith(_NUMBERS)


def _each_person(data: Data, person: Data) -> None:
    """刘洋;赵敏 in one cell are two people; as many numbers or addresses are one's each, else the first's."""
    found = several(person["name"], "/")
    if len(found) < 2 or any(len(name) < 2 or any(map(str.isdigit, name)) for name in found):
        return
    people: list[Data] = [{"name": name} for name in found]
    rest = {key: value for key, value in person.items() if key != "name"}
    for key in ("phones", "emails"):
        if len(rest.get(key, ())) == len(people):
            for each, text in zip(people, rest.pop(key), strict=True):
                each[key] = [text]
    people[0].update(rest)
    data["people"] = people


def _person(values: Values) -> str:
    parts = [values.text(part) for part in ("first_name", "middle_name", "last_name")]
    return (any(parts) and names.whole_name(*parts)) or values.text("contact", "contact_whole")


def _company_and_contact(name: str, organisation: str, person: str, data: Data) -> tuple[str, str]:
    """客户名称 beside 公司: the one that is a company is the customer, the other a person there."""
    if names.is_organisation(name):
        data["aliases"] = [organisation]
        return name, person
    return organisation, person or name


def _first_address(data: Data) -> str:
    """Somebody of whom nothing is known but an e-mail address is called by it."""
    emails = data.get("emails")
    return emails[0] if emails and "@" in emails[0] else ""
