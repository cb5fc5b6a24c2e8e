import pytest

from bot.facts.change import FileChange
from bot.facts.pull_request import PullRequestFacts
from bot.judgement.area_groups import Group, groups_of
from bot.judgement.areas import areas_of
from bot.judgement.description import describe
from bot.policy.globs import Glob
from tests.judgement.changes import change

PACKAGES = (Glob.from_yaml("/packages/*"),)


@pytest.mark.parametrize(
    ("paths", "areas", "nested"),
    [
        (["packages/cart/src/a.ts", "packages/mail/b.ts"], ["packages/cart", "packages/mail"], False),
        (["src/a.py", "tools/b.py"], ["src", "tools"], False),
        (["src/cart/a.py", "src/mail/deep/b.py"], ["src/cart", "src/mail"], True),
        (["src/a.py", "src/mail/b.py"], ["src", "src/mail"], True),
        (["a.py", "b.py"], [".", "."], True),
        (["a/" * 50_000 + "x.py", "b/y.py"], ["a", "b"], False),
        ([], [], False),
    ],
)
def test_areas_are_what_a_reader_takes_for_parts(paths: list[str], areas: list[str], nested: bool) -> None:  # noqa: FBT001 - a column of the table
    """Packages, else top-level folders, else the folders of the one that all lie in."""
    found = areas_of(paths, PACKAGES)
    assert (list(found.of.values()), found.nested) == (areas, nested)


def grouped(*files: FileChange, body: str = "") -> tuple[Group, ...]:
    """Return the groups of a change, with the words of its description."""
    facts = PullRequestFacts("1", "Tidy", body, files)
    lines = {file.path: file.additions + file.deletions for file in files}
    return groups_of(files, areas_of(lines, PACKAGES).of, lines, describe(facts), frozenset({"index"}))


def areas(*files: FileChange) -> list[tuple[str, ...]]:
    """Return the areas of each group."""
    return [group.areas for group in grouped(*files)]


def test_a_shared_name_ties_areas() -> None:
    """Two folders that use the same new name are one group; a third stays alone."""
    assert areas(
        change("src/cart/a.py", added=("cart_total = 1", "x")),
        change("src/mail/b.py", added=("send(cart_total)",)),
        change("src/search/c.py", added=("build_index()",)),
    ) == [("src/cart", "src/mail"), ("src/search",)]


def test_plain_words_tie_nothing() -> None:
    """`return` and `value` stand everywhere."""
    files = (change("src/cart/a.py", added=("return value",)), change("src/mail/b.py", added=("return value",)))
    assert len(areas(*files)) == 2


def test_one_name_among_many_is_chance() -> None:
    """Where both sides use many names, one that they share proves nothing."""
    cart = tuple(f"cart_{n} = 1" for n in range(9))
    mail = tuple(f"mail_{n} = 1" for n in range(9))
    one, other = (
        change("src/cart/a.py", added=(*cart, "to_json()")),
        change("src/mail/b.py", added=(*mail, "to_json()")),
    )
    assert len(areas(one, other)) == 2


@pytest.mark.parametrize("line", ["import ledger", "from x import ledger as books"])
def test_naming_a_file_ties(line: str) -> None:
    """Who imports a file belongs to it, unless the file's name says nothing."""
    user = change("src/mail/b.py", added=(line,))
    assert len(areas(change("src/cart/ledger.py", added=("x = 1",)), user)) == 1
    assert len(areas(change("src/cart/index.py", added=("x = 1",)), user)) == 2


def test_ties_pass_on() -> None:
    """What is tied to a part of a group is tied to all of it."""
    assert areas(
        change("src/a/a.py", added=("cart_total", "w")),
        change("src/b/b.py", added=("cart_total; tax_rate",)),
        change("src/c/c.py", added=("tax_rate",)),
    ) == [("src/a", "src/b", "src/c")]


@pytest.mark.parametrize(
    ("body", "named"),
    [("Mends the cart.", True), ("Mends `cart_total`.", True), ("Mends ledgers.", False), ("Mends the ledger", True)],
)
def test_words_name_an_area(body: str, named: bool) -> None:  # noqa: FBT001 - a column of the table
    """By its folder, by a file of it, or by a name of its changed lines."""
    assert [group.named for group in grouped(change("cart/ledger.py", added=("cart_total = 1",)), body=body)] == [named]


def test_files_at_the_root_are_known_by_the_largest() -> None:
    """`.` says nothing to a reader."""
    assert [group.name for group in grouped(change("make.py", added=("x", "y")), change("a.py", added=("z",)))] == [
        "make.py"
    ]
