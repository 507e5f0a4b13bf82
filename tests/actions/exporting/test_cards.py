"""`export vcf`: cards that address books read, one for each customer and person."""

import shutil
import subprocess

import pytest
import vobject

NEBULA = """\
name: 星云科技（上海）有限公司
aliases: ["Nebula, Inc."]
people:
  - name: 张伟
    title: 采购经理
    department: 采购部
    birthday: --03-05
    phones: ["+86 138 0013 8000"]
    emails: [zw@nebula.example]
addresses: ["上海市浦东新区世纪大道1号; 3楼"]
tags: [vip, "a,b"]
notes: |
  Two lines,
  with a very long one that has to be folded: 客户的备注写得很长很长很长很长很长很长很长很长很长
"""
ZOE = "name: Zoe Ann Winter\nkind: person\ncompany: Acme\nbirthday: 1988-02-29\nsocial: {linkedin: zoew}\n"


@pytest.fixture
def cards(book):
    book.write("nebula", NEBULA)
    book.write("zoe", ZOE)
    book.ok("export", "vcf", "book.vcf")
    return book.root / "book.vcf"


def read(path):
    return list(vobject.readComponents(path.read_bytes().decode()))


def test_each_customer_and_each_person_has_a_card(cards):
    nebula, zhang, zoe = read(cards)

    assert [nebula.fn.value, zhang.fn.value, zoe.fn.value] == [
        "星云科技（上海）有限公司",
        "张伟",
        "Zoe Ann Winter",
    ]
    assert (nebula.org.value, zhang.org.value, zoe.org.value) == (
        [nebula.fn.value],
        [nebula.fn.value, "采购部"],
        ["Acme"],
    )
    assert (zhang.n.value.family, zhang.n.value.given) == ("张", "伟")
    assert (zoe.n.value.family, zoe.n.value.given) == ("Winter", "Zoe Ann")


def test_values_come_back_as_they_were(cards):
    nebula, zhang, zoe = read(cards)

    assert nebula.note.value.startswith("Two lines,\nwith a very long one")
    assert nebula.adr.value.street == "上海市浦东新区世纪大道1号; 3楼"
    assert nebula.categories.value == ["vip", "a,b"]
    assert (zhang.tel.value, zhang.email.value) == ("+86 138 0013 8000", "zw@nebula.example")
    assert (zhang.bday.value, zhang.bday.params) == ("1604-03-05", {"X-APPLE-OMIT-YEAR": ["1604"]})
    assert (zoe.bday.value, zoe.x_socialprofile.value, zoe.x_socialprofile.params["TYPE"]) == (
        "1988-02-29",
        "zoew",
        ["linkedin"],
    )


def test_no_line_is_longer_than_the_format_allows(cards):
    assert max(len(line) for line in cards.read_bytes().split(b"\r\n")) <= 75


def test_khard_lists_them(cards, tmp_path):
    khard = shutil.which("khard")
    if khard is None:
        pytest.skip("khard is not installed")
    folder = tmp_path / "contacts"
    folder.mkdir()
    for number, card in enumerate(read(cards)):
        (folder / f"{number}.vcf").write_bytes(card.serialize().encode())
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[book]]\npath = {folder}\n")

    told = subprocess.run(
        [khard, "-c", str(config), "list", "--parsable"],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin"},
    ).stdout

    assert len(told.splitlines()) == 3
    assert "星云科技（上海）有限公司" in told
    assert "Zoe Ann Winter" in told
