"""What the sheets of the worksheet and their columns are called; `import` knows them again by this."""

from __future__ import annotations

from plaincrm.labels import label
from plaincrm.model.order import MODELS

SHEETS = {
    "customers": ("Customers", "客户信息"),
    "people": ("People", "联系人"),
    "contact_log": ("Contact log", "联系记录"),
    "sales": ("Sales", "销售记录"),
    "payments": ("Payments", "收款记录"),
    "deals": ("Deals", "商机"),
    "feedback": ("Feedback", "客户反馈"),
    "churn": ("Churn", "流失记录"),
    "classification": ("Classification", "客户分类"),
    "follow_ups": ("Follow-ups", "跟进提醒"),
    "summary": ("Summary", "概览"),
}
REVENUE = ("revenue", "收入")
_PATHS = {"customers": (), "classification": (), "follow_ups": (), "payments": ("sales", "payments")}
_FREE = ("social.", "custom.", "external_ids.")


def sheet_name(topic: str, lang: str) -> str:
    """The name of a topic's sheet."""
    return SHEETS[topic][1 if lang == "zh" else 0]


def heading(topic: str, column: str, lang: str) -> str:
    """What stands above a column: the key of the file in English, the field's own label in Chinese.

    Keys of the user's own are nobody's to translate.
    """
    if lang != "zh" or column.startswith(_FREE):
        return column
    if topic == "people" and column == "person":
        return _label(("people",), "name") or column
    path, key = _PATHS.get(topic, (topic,)), column
    while "." in key and (*path, key.partition(".")[0]) in MODELS:
        first, _, key = key.partition(".")
        path = (*path, first)
    if topic != "customers" and column in ("customer", "name", "ref", "due", "plan"):
        return label(column, lang) if (topic, column) not in _OWN else _label(path, key) or column
    return _label(path, key) or label(column, lang)


_OWN = {("sales", "due"), ("contact_log", "plan")}


def _label(path: tuple[str, ...], key: str) -> str:
    model = MODELS.get(path)
    field = model.model_fields.get(key) if model else None
    extra = field.json_schema_extra if field else None
    return str(extra.get("zh", "")) if isinstance(extra, dict) else ""


def revenue_heading(currency: str, lang: str) -> str:
    """What stands above revenue in a worksheet: ``revenue · EUR``."""
    return f"{REVENUE[lang == 'zh']} · {currency}"


def is_computed(head: str) -> bool:
    """Whether a worksheet computes the column with this heading, so that nobody need miss it."""
    return any(head.startswith(f"{word} · ") for word in REVENUE)
