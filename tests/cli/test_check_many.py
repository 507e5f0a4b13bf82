"""Many files are checked by several processes, and nobody can tell."""

from plaincrm.book import processes
from tests.conftest import run


def test_many_files_give_the_same_problems_in_the_same_order(book, monkeypatch):
    for number in range(30):
        broken = "sales: [{date: x, amount: 1}]\n" if number % 7 == 0 else "phones: [none]\n"
        book.write(f"c{number:02}", f"name: C{number}\n{broken}", commit=False)
    alone = run("check", "--json", cwd=book.root)

    monkeypatch.setattr(processes, "MANY", 10)
    monkeypatch.setattr(processes, "CHUNK", 4)
    together = run("check", "--json", cwd=book.root)

    assert alone == together
    assert together.code == 1
    assert together.out.count('"path"') == 30
