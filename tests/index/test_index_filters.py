"""The filter language of list, export, set --where and reports."""

import pytest

from plaincrm.errors import UsageError

BOOK = {
    "acme": """\
        name: Acme GmbH
        level: A
        industry: Software
        tags: [vip, Renewal 2027]
        owner: me
        since: 2024-05-01
        cadence_days: 30
        emails: [info@acme.example, boss@acme.example]
        custom: {contract_no: A-17, seats: 50, renewal: 2027-03-01}
        needs: {decision: {stage: evaluating}}
        contact_log: [{date: 2026-11-01, channel: phone}, {date: 2026-06-01, channel: email}]
        sales: [{date: 2026-01-01, amount: 1000.00}]
        """,
    "nebula": """\
        name: 星云科技
        level: B
        industry: 软件
        people: [{name: 张伟}]
        contact_log: [{date: 2026-09-24, channel: email, follow_up: 2026-12-01}]
        sales: [{date: 2026-01-01, amount: 99.90}]
        """,
    "quiet": "name: Quiet\nlevel: b\ntags: [lead]\n",
    "shelved": "name: Shelved Ltd\narchived: 2026-01-01\nlevel: A\n",
}


@pytest.fixture
def index(repo):
    for name, text in BOOK.items():
        repo.customer(name, text)
    return repo.index()


def shown(index) -> list[str]:
    return [customer for (customer,) in index.rows("SELECT customer FROM tree ORDER BY customer")]


def chosen(index, *filters: str) -> list[str]:
    index.choose(filters)
    return shown(index)


@pytest.mark.parametrize(
    ("filters", "customers"),
    [
        (["level:A"], ["acme", "shelved"]),
        (["level:a,B"], ["acme", "nebula", "quiet", "shelved"]),
        (["LEVEL:b"], ["nebula", "quiet"]),
        (["level:"], []),
        (["industry:"], ["quiet", "shelved"]),
        (["industry~soft"], ["acme"]),
        (["industry:软件"], ["nebula"]),
        (["name~ＧＭＢＨ"], ["acme"]),
        (["tags:vip"], ["acme"]),
        (["tags:renewal 2027"], ["acme"]),
        (["tags:"], ["nebula", "shelved"]),
        (["+VIP"], ["acme"]),
        (["-vip"], ["nebula", "quiet", "shelved"]),
        (["level:A", "-vip"], ["shelved"]),
        (["revenue>100"], ["acme"]),
        (["revenue>=99.90"], ["acme", "nebula"]),
        (["revenue<99.9"], ["quiet", "shelved"]),
        (["revenue:1000"], ["acme"]),
        (["revenue:50..1000"], ["acme", "nebula"]),
        (["revenue:..0"], ["quiet", "shelved"]),
        (["revenue:100.."], ["acme"]),
        (["cadence_days>29"], ["acme"]),
        (["since<2025-01-01"], ["acme"]),
        (["since:2024"], ["acme"]),
        (["since:2024-05"], ["acme"]),
        (["since:2024-01-01..2024-04-30"], []),
        (["last_contact:2026-11"], ["acme"]),
        (["last_contact>=2026-11"], ["acme"]),
        (["last_contact<2026-11"], ["nebula"]),
        (["last_contact>2026-11"], []),
        (["last_contact>60d"], ["quiet", "shelved"]),  # 60 days on the day itself is not older
        (["last_contact>59d"], ["nebula", "quiet", "shelved"]),
        (["last_contact>=60d"], ["nebula", "quiet", "shelved"]),
        (["last_contact<1m"], ["acme"]),
        (["last_contact:"], ["quiet", "shelved"]),
        (["next_follow_up<=+2w"], ["nebula"]),
        (["contact_log.channel:email"], ["acme", "nebula"]),
        (["contact_log.channel:phone"], ["acme"]),
        (["people.name:张伟"], ["nebula"]),
        (["emails~boss"], ["acme"]),
        (["custom.contract_no:a-17"], ["acme"]),
        (["custom.seats>9"], ["acme"]),
        (["custom.renewal<2027-06"], ["acme"]),
        (["custom.unheard_of:"], ["acme", "nebula", "quiet", "shelved"]),
        (["needs.decision.stage:evaluating"], ["acme"]),
        (["needs:"], ["nebula", "quiet", "shelved"]),
        (["sales.amount>500"], ["acme"]),
        (["archived:2026"], ["shelved"]),
        (["stage:nurture,winback"], ["acme", "nebula"]),
        (["customer:quiet"], ["quiet"]),
        (["gmb"], ["acme"]),
        (["张伟"], ["nebula"]),
        (["zw"], ["nebula"]),
        (["xingyun"], ["nebula"]),
        (["QUIET"], ["quiet"]),
        (["nobody"], []),
    ],
)
def test_a_filter_chooses(index, filters, customers):
    assert chosen(index, *filters) == customers


def test_filters_narrow_every_view(index):
    index.choose(["level:B"])

    assert index.rows("SELECT DISTINCT customer FROM contacts") == [("nebula",)]
    assert index.rows("SELECT customer FROM overview ORDER BY customer") == [("nebula",), ("quiet",)]


def test_archived_ones_are_hidden_when_that_is_asked(index):
    index.choose([], hide_archived=True)

    assert shown(index) == ["acme", "nebula", "quiet"]


def test_a_filter_that_names_archived_shows_them_all_the_same(index):
    index.choose(["archived:2026"], hide_archived=True)

    assert shown(index) == ["shelved"]


def test_who_is_archived_later_is_not_archived_yet(repo):
    repo.customer("soon", "name: Soon\narchived: 2026-12-01\n")
    index = repo.index()

    index.choose([], hide_archived=True)

    assert shown(index) == ["soon"]


def test_ages_count_from_the_moment(index):
    from datetime import date

    index.set_moment(date(2027, 11, 1))

    assert chosen(index, "last_contact>365d", "-lead", "level:B") == ["nebula"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("levle:A", "did you mean level:A?"),
        ("last_contacts>60d", "did you mean last_contact>60d?"),
        ("needs.decision.stag:x", "did you mean needs.decision.stage:x?"),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest(index, text, hint):
    with pytest.raises(UsageError) as refusal:
        index.choose([text])

    assert refusal.value.hint == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("level=A", "did you mean level:A?"),
        ("LEVEL=A", "did you mean level:A?"),
        ("level==A", "did you mean level:A?"),
        ("level = A", "did you mean level:A?"),
        ("level : A", "did you mean level:A?"),
        ("revenue >= 1000", "did you mean revenue>=1000?"),
        ("people.name=Lena Müller", "did you mean people.name:Lena Müller?"),
        ("custom.seats=50", "did you mean custom.seats:50?"),
        ("tags != vip", "did you mean -vip?"),
        ("level!=A", "say what it may be, such as level:B,C; only a tag can be ruled out: -TAG"),
    ],
)
def test_a_condition_that_is_misspelt_is_no_search_for_its_text(index, text, hint):
    with pytest.raises(UsageError) as refusal:
        index.choose([text])

    assert str(refusal.value.message) == f'"{text}" is not a filter'
    assert refusal.value.hint == hint


@pytest.mark.parametrize("text", ["a=b", "Sale = 50%", "two words", "x!=y"])
def test_other_words_with_such_signs_are_searched_for(index, text):
    assert chosen(index, text) == []


@pytest.mark.parametrize(
    "text", ["revenue>", "revenue>lots", "last_contact<someday", "since:2024-05-01..never"]
)
def test_what_cannot_be_compared_is_a_usage_error(index, text):
    with pytest.raises(UsageError):
        index.choose([text])


def test_a_field_that_only_the_files_know_can_be_asked_for(repo):
    repo.customer("acme", "name: Acme\nnickname: The Coyote Supplier\n")
    repo.customer("apex")
    index = repo.index()

    assert chosen(index, "nickname~coyote") == ["acme"]


def test_a_second_choice_narrows_the_first(index):
    index.choose(["level:A"])
    index.choose(["+vip"])

    assert shown(index) == ["acme"]
