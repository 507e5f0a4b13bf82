"""A column of customers beside a column of contacts: the company keeps its name, the people are there."""

from __future__ import annotations

import pytest

from tests.actions.importing.test_import_options import bring
from tests.conftest import BookFolder

ROWS = "New Corp,Jane Doe,jane@newcorp.example\nNew Corp,Bob Roe,bob@newcorp.example\n"


def names(book: BookFolder) -> list[str]:
    return sorted(path.stem for path in (book.root / "customers").iterdir())


@pytest.mark.parametrize("heading", ["Customer", "Client", "Account", "Firm", "Company", "客户", "客户简称"])
def test_the_customer_is_the_company_and_its_contacts_are_people_there(
    heading: str, book: BookFolder
) -> None:
    bring(book, f"{heading},Contact,Email\n{ROWS}")

    assert names(book) == ["new-corp"]
    assert book.text("new-corp").partition("\n")[2] == (
        "name: New Corp\npeople:\n"
        "  - name: Jane Doe\n    emails: [jane@newcorp.example]\n"
        "  - name: Bob Roe\n    emails: [bob@newcorp.example]\n"
    )
    again = bring(book, f"{heading},Contact,Email\n{ROWS}")
    assert again.err.splitlines()[-1] == "0 changes"


def test_in_a_table_of_sales_the_company_keeps_its_name_too(book: BookFolder) -> None:
    bring(book, "customer,contact,date,amount\nNew Corp,Jane Doe,2026-01-05,5\n")

    assert "name: New Corp\npeople:\n  - name: Jane Doe\n" in book.text("new-corp")


@pytest.mark.parametrize("who", ["acme", "ACME, Inc.", "Acme"])
def test_a_known_customer_gets_the_contact_as_somebody_there(who: str, book: BookFolder) -> None:
    book.write("acme", "name: ACME, Inc.\n")

    ran = bring(book, f'Customer,Contact,Email\n"{who}",Jane Doe,jane@acme.example\n')

    assert "0 new, 1 changed" in ran.err
    assert "people:\n  - name: Jane Doe\n    emails: [jane@acme.example]\n" in book.text("acme")
    assert "aliases" not in book.text("acme")


def test_an_id_that_nobody_has_is_a_name(book: BookFolder) -> None:
    bring(book, "Customer,Contact,Email\nacme-ltd,Jane Doe,jane@acme.example\n")

    assert "name: acme-ltd\npeople:\n  - name: Jane Doe\n" in book.text("acme-ltd")


def test_a_person_who_is_their_own_contact_is_one_person(book: BookFolder) -> None:
    book.write("zhao-min", "name: 赵敏\n")

    each = "Jane Doe,Jane Doe,jane@doe.example\n张伟,张伟,wei@x.example\n赵敏,赵敏,min@x.example\n"

    bring(book, f"Customer,联系人,邮箱\n{each}")
    bring(book, "Customer,Contact,Email\nzhao-min,赵敏,m@x.example\n", name="by-id.csv")

    assert "name: Jane Doe\nkind: person\nemails: [jane@doe.example]\n" in book.text("jane-doe")
    assert "name: 张伟\nkind: person\nemails: [wei@x.example]\n" in book.text("zhang-wei")
    assert book.text("zhao-min").startswith(
        "name: 赵敏\nkind: person\nemails: [min@x.example, m@x.example]\n"
    )


def test_chinese_companies_have_chinese_people(book: BookFolder) -> None:
    bring(book, "Customer,联系人,手机\n云海餐饮,王芳,+86 139 1234 5678\n")

    assert "name: 云海餐饮\npeople:\n  - name: 王芳\n    phones:" in book.text("yun-hai-can-yin")


def test_a_short_name_beside_the_name_is_an_alias(book: BookFolder) -> None:
    bring(book, "客户名称,客户简称,联系人\n云海餐饮有限公司,云海,王芳\n")

    assert "aliases: [云海]" in book.text("yun-hai-can-yin-you-xian-gong-si")


def test_a_number_of_a_customer_is_no_name(book: BookFolder) -> None:
    bring(book, "Customer ID,First Name,Last Name,Email\n1001,Jane,Doe,jane@doe.example\n")

    assert "name: Jane Doe\nkind: person\nemails: [jane@doe.example]\n" in book.text("1001")


def test_without_create_the_company_is_named(book: BookFolder) -> None:
    (book.root.parent / "in.csv").write_text(f"Customer,Contact,Email\n{ROWS}")

    ran = book.crm("import", "../in.csv", "--yes", "--no-create")

    assert "rejected row 2: there is no customer New Corp" in ran.err
