import pytest

from bot.judgement.areas import areas_of, tied_groups
from bot.policy.globs import Glob
from tests.judgement.changes import change

PACKAGES = (Glob.from_yaml("/packages/*"),)


@pytest.mark.parametrize(
    ("paths", "areas"),
    [
        (["packages/cart/src/a.ts", "packages/mail/b.ts"], ["packages/cart", "packages/mail"]),
        (["src/a.py", "tools/b.py"], ["src", "tools"]),
        (["src/cart/a.py", "src/mail/deep/b.py"], ["src/cart", "src/mail"]),
        (["src/a.py", "src/mail/b.py"], ["src", "src/mail"]),
        (["a.py", "b.py"], [".", "."]),
        ([], []),
    ],
)
def test_areas_are_what_a_reader_takes_for_parts(paths: list[str], areas: list[str]) -> None:
    """Packages, else top-level folders, else the folders of the one that all lie in."""
    assert list(areas_of(paths, PACKAGES).values()) == areas


def test_a_shared_name_ties_areas() -> None:
    """Two folders that use the same new name are one group; a third stays alone."""
    files = (
        change("src/cart/a.py", added=("cart_total = 1",)),
        change("src/mail/b.py", added=("send(cart_total)",)),
        change("src/search/c.py", added=("build_index()",)),
    )
    areas = areas_of([file.path for file in files], PACKAGES)
    assert tied_groups(files, areas) == (("src/cart", "src/mail"), ("src/search",))


def test_plain_words_tie_nothing() -> None:
    """`return` and `value` stand everywhere."""
    files = (change("src/cart/a.py", added=("return value",)), change("src/mail/b.py", added=("return value",)))
    assert len(tied_groups(files, areas_of([file.path for file in files], PACKAGES))) == 2
