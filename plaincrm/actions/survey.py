"""Surveys: the questions for chosen customers, as a table to send and fill in or as pages to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.output.form import Page, Section
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from datetime import date

    from plaincrm.index import Index

# Standard wordings: Reichheld 2003 (NPS); a five-point satisfaction scale (CSAT); Dixon et al. 2013 (CES).
_SCORED = {
    "nps": {
        "en": "How likely are you to recommend us to a friend or colleague? 0 = not at all, 10 = certainly",
        "zh": "您有多大可能把我们推荐给朋友或同事？0＝完全不可能，10＝非常可能",
    },
    "csat": {
        "en": "How satisfied are you with our work? 1 = very dissatisfied, 5 = very satisfied",
        "zh": "您对我们的工作满意吗？1＝非常不满意，5＝非常满意",
    },
    "ces": {
        "en": "It was easy to get what I needed from you. 1 = strongly disagree, 7 = strongly agree",
        "zh": "与贵公司打交道很省力。1＝非常不同意，7＝非常同意",
    },
}
_OPEN = {
    "en": ("What is the main reason for your score?", "What should we do better?"),
    "zh": ("您打这个分数的主要原因是什么？", "您希望我们在哪方面做得更好？"),
}
METRICS = tuple(_SCORED)
_COLUMNS = ("customer", "name", "email", "date", "metric", "question", "score", "comment", "suggestion")
_CHOSEN = """
SELECT c.customer, c.name,
  (SELECT v.value FROM list_values v WHERE v.customer = c.customer AND v.field = 'emails'
   ORDER BY v.position LIMIT 1)
FROM customers c ORDER BY c.customer
"""


def sheet(index: Index, metric: str, asked: date, *, question: str | None, lang: str) -> Table:
    """One row per chosen customer; score, comment and suggestion are empty, for the answers."""
    words = question or _SCORED[metric][lang]
    rows = [
        (
            customer,
            name,
            email or _of_a_person(index, customer),
            asked.isoformat(),
            metric,
            words,
            None,
            None,
            None,
        )
        for customer, name, email in index.rows(_CHOSEN)
    ]
    kinds = {"date": "date", "score": "number"}
    return Table(tuple(Column(name, kinds.get(name, "text")) for name in _COLUMNS), rows, "survey")


def _of_a_person(index: Index, customer: str) -> str | None:
    """The first address of the first person there who has one."""
    people = index.document(customer).data.get("people") or []
    return next((email for person in people for email in person.get("emails") or []), None)


def letters(table: Table, *, lang: str) -> Page:
    """The same to read and to paste into mails: a section for each customer with the three questions."""
    sections = []
    for record in table.records():
        to = f" <{record['email']}>" if record["email"] else ""
        questions = (str(record["question"]), *_OPEN[lang])
        body = "\n".join(f"{number}. {words}" for number, words in enumerate(questions, 1))
        sections.append(Section(f"{record['name']}{to}", body))
    return Page("", sections)
