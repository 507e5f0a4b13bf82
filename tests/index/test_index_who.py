"""WHO on a command line: which of the spellings of a customer are understood."""

import pytest

from plaincrm.errors import NotFoundError, UsageError
from plaincrm.index.who import find, known_as

BOOK = {
    "nebula": """\
        name: 星云科技（上海）有限公司
        aliases: [Nebula Cloud]
        people: [{name: 张伟, phones: ["+86 138 0013 8000"], emails: [zw@nebula.example]}]
        """,
    "muller-sohne": """\
        name: Müller & Söhne
        emails: [Info@Mueller.example]
        phones: ["+49 (0)170 1234567"]
        """,
    "acme": "name: Acme\n",
    "acme-uk": "name: Acme UK Ltd\ncompany: Globex\n",
    "zhang-li": "name: 张丽\nkind: person\ncompany: 云谷\n",
}


@pytest.fixture
def index(repo):
    for name, text in BOOK.items():
        repo.customer(name, text)
    return repo.index()


def who(index, text: str, *, write: bool = False) -> str:
    return find(index, text, write=write).customer


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("acme", "acme"),  # the whole ID, though another begins with it
        ("ACME", "acme"),
        (" acme ", "acme"),
        ("nebula cloud", "nebula"),
        ("ＮＥＢＵＬＡ cloud", "nebula"),
        ("zw@nebula.example", "nebula"),
        ("info@mueller.EXAMPLE", "muller-sohne"),
        ("13800138000", "nebula"),
        ("+86-138-0013-8000", "nebula"),
        ("0086 138 0013 8000", "nebula"),
        ("0170 1234567", "muller-sohne"),
        ("+49 170 1234567", "muller-sohne"),
        ("1234567", "muller-sohne"),
        ("acme-", "acme-uk"),
        ("Acme U", "acme-uk"),
        ("müller", "muller-sohne"),
        ("星云", "nebula"),
        ("zhang", "zhang-li"),
    ],
)
def test_for_writes_and_reads_alike(index, text, customer):
    assert who(index, text, write=True) == customer
    assert who(index, text) == customer


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("上海", "nebula"),
        ("伟", "nebula"),
        ("zhangwei", "nebula"),
        ("zhang wei", "nebula"),
        ("zw", "nebula"),
        ("xykj", "nebula"),
        ("söhne", "muller-sohne"),
        ("sohne", "muller-sohne"),
        ("globex", "acme-uk"),
        ("yungu", "zhang-li"),
        ("sohn", "muller-sohne"),
    ],
)
def test_parts_of_names_and_pinyin_are_for_reads_only(index, text, customer):
    assert who(index, text) == customer
    with pytest.raises(NotFoundError):
        who(index, text, write=True)


def test_several_hits_are_listed(index):
    with pytest.raises(NotFoundError) as refusal:
        who(index, "ac")

    assert refusal.value.exit_code == 3
    assert refusal.value.message == '"ac" could be acme (Acme), acme-uk (Acme UK Ltd)'


def test_a_whole_name_wins_over_one_that_begins_with_it(repo):
    repo.customer("one", "name: Globex\n")
    repo.customer("two", "name: Globex Ltd\n")

    assert who(repo.index(), "globex", write=True) == "one"


def test_nobody_gets_the_near_ones_as_a_hint(index):
    with pytest.raises(NotFoundError) as refusal:
        who(index, "nebulla")

    assert refusal.value.message == 'no customer answers to "nebulla"'
    assert refusal.value.hint is not None
    assert "nebula" in refusal.value.hint


def test_a_write_that_would_do_for_a_read_is_told_the_id(index):
    with pytest.raises(NotFoundError, match="zw") as refusal:
        who(index, "zw", write=True)

    assert refusal.value.hint == "did you mean nebula?"


@pytest.mark.parametrize("text", ["", " ", "'; DROP TABLE file; --", "%", "a" * 5000, "+", "@", "000000000"])
def test_odd_words_are_nobody(index, text):
    with pytest.raises(NotFoundError):
        who(index, text)


def test_bytes_that_are_no_text_are_refused(index):
    with pytest.raises(UsageError, match="UTF-8"):
        who(index, "\udcff")


def test_a_broken_file_is_found_by_its_id_to_be_mended(repo):
    repo.customer("broken", "name: [\n")

    found = find(repo.index(), "brok", write=True)

    assert (found.customer, found.path) == ("broken", "customers/broken.yaml")


def test_one_who_is_found_twice_is_one(repo):
    repo.customer("acme", "name: Acme\naliases: [acme inc]\npeople: [{name: Acme Bot}, {name: Acme Two}]\n")

    assert who(repo.index(), "acm") == "acme"


def test_known_as_finds_who_has_a_name_an_address_or_a_number_already(index):
    assert known_as(index, "acme") == ["acme"]
    assert known_as(index, "ZW@nebula.example") == ["nebula"]
    assert known_as(index, "138 0013 8000") == ["nebula"]
    assert known_as(index, "acme u") == []
