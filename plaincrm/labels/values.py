"""Words that reports set in their cells, in Chinese: by column, keyed by the English one as notes are.

Programs read the English ones; what users wrote themselves is never worded.
"""

from __future__ import annotations

import re
from functools import cache

VALUES: dict[str, dict[str, str]] = {
    "figure": {
        "customers": "客户数",
        "new customers": "新增客户数",
        "buyers": "购买客户数",
        "repeat rate": "复购率",
        "revenue this month": "本月收入",
        "revenue last month": "上月收入",
        "revenue {days} days": "近 {days} 天收入",
        "largest customer": "最大客户占比",
        "follow-ups overdue": "逾期跟进",
        "out of touch": "久未联系",
        "receivables open": "未收账款",
        "complaints open": "未解决投诉",
        "customers lost": "流失客户数",
        "customers at risk": "流失风险客户数",
        "nps": "NPS",
        "csat": "CSAT",
    },
    "note": {
        "{n} archived": "另有 {n} 位已归档",
        "in the last {days} days": "最近 {days} 天内",
        "at least one sale ever": "至少购买过一次",
        "{again} of {n} buyers bought on two days or more": "{n} 位购买客户中 {again} 位在两天或以上购买过",
        "{month}, still running": "{month}，尚未结束",
        "up to {day}": "截至 {day}",
        "{share} % of income is one client: {name}": "{share}% 的收入来自一位客户：{name}",
        "{n} more are due today": "今日到期另有 {n} 项",
        "{n} of them never contacted": "其中 {n} 位从未联系过",
        "{late} overdue": "其中逾期 {late}",
        "{late} overdue, credit {credit}": "其中逾期 {late}，贷方 {credit}",
        "the oldest of {day}": "最早的为 {day}",
        "recorded in the last {days} days, no sale since": "最近 {days} 天内登记，此后无购买",
        "nobody has bought twice yet": "尚无客户购买两次",
        "silent for more than {limit} times the usual gap": "沉默超过通常间隔的 {limit} 倍",
        "{n} answer(s) in {days} days, the latest per customer": "{days} 天内 {n} 个回答，每位客户取最近一次",
        "share of {low}-{high} of {scale}; {n} answer(s) in {days} days, the latest per customer": "满分 {scale} 中 {low}–{high} 分的占比；{days} 天内 {n} 个回答，每位客户取最近一次",
    },
    "why": {
        "set by hand": "手工设定",
        "set by hand {n} days ago, look again": "{n} 天前手工设定，请复核",
        "{reason}; set by hand {n} days ago, look again": "{reason}；{n} 天前手工设定，请复核",
        "recorded as gone": "已登记流失",
        "recorded as gone {day}": "{day} 登记流失",
        "no sale yet": "尚未购买",
        "silent {n} days, more than {limit} times the usual gap": "已沉默 {n} 天，超过通常间隔的 {limit} 倍",
        "silent {n} days, {ratio} times the usual {gap} (own gaps)": "已沉默 {n} 天，为通常间隔 {gap} 天的 {ratio} 倍（自身间隔）",
        "silent {n} days, {ratio} times the usual {gap} (pooled: {own} own gap(s))": "已沉默 {n} 天，为通常间隔 {gap} 天的 {ratio} 倍（合并估计：自身间隔 {own} 个）",
        "{n} purchase(s), the last {day}": "购买 {n} 次，最近 {day}",
    },
}


def worded(columns: list[str]) -> set[str]:
    """Which of a table's columns hold words of ours; a ``note`` is ours beside a figure alone."""
    return {name for name in columns if name in VALUES and (name != "note" or "figure" in columns)}


def value(column: str, text: str) -> str:
    """A cell in Chinese; what nobody has worded stays itself."""
    if text in VALUES[column]:
        return VALUES[column][text]
    for form, chinese in _forms(column):
        found = form.fullmatch(text)
        if found:
            return chinese.format(**found.groupdict())
    return text


@cache
def _forms(column: str) -> list[tuple[re.Pattern[str], str]]:
    from plaincrm.labels.notes import pattern

    # those with most words of their own first
    order = sorted(VALUES[column], key=lambda english: -len(re.sub(r"\{\w+\}", "", english)))
    return [(re.compile(pattern(english)), VALUES[column][english]) for english in order]
