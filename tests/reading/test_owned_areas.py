import pytest

from bot.facts.repository import Repository
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.yaml_tree import read_yaml
from bot.reading.owned_areas import areas_of_paths

SHOP = Repository(7, "Acme", "shop")


def ownership(text: str) -> OwnershipMap:
    """Return the map of these areas."""
    return read_ownership((read_yaml("version: 1\nareas:\n" + text, ".github/ownership.yml"),))[0]


MAP = ownership("""
  checkout: {owner: ada, paths: {acme/shop: ["src/**", "/cart.py"]}}
  payment: {owner: bo, paths: {acme/shop: ["src/payment/"]}}
  search: {owner: cy, paths: {acme/other: ["src/search/**"]}}
  zoo: {owner: dee, paths: {shop: ["src/**"]}}
""")


@pytest.mark.parametrize(
    ("path", "area"),
    [("src/a.py", "checkout"), ("src/payment/deep/b.py", "payment"), ("cart.py", "checkout"), ("docs/cart.py", None)],
)
def test_the_most_exact_pattern_decides(path: str, area: str | None) -> None:
    """Then the id that comes first; a path that no pattern matches has no area."""
    found = areas_of_paths([path], MAP, SHOP).get(path)
    assert (found.id if found else None) == area


def test_patterns_of_another_repository_do_not_count() -> None:
    """The map may be an organisation's; without a repository, all of it counts."""
    path = "src/search/index.py"
    assert [areas_of_paths([path], MAP, here)[path].id for here in (SHOP, None)] == ["checkout", "search"]


def test_any_path_is_looked_up() -> None:
    """Half a character, a line end, an empty name: nothing raises."""
    paths = ["src/\ud800.py", "src/\n", ""]
    assert list(areas_of_paths(paths, MAP, SHOP)) == ["src/\ud800.py", "src/\n"]


def test_a_map_without_paths_names_nothing() -> None:
    """Areas may be known by words alone."""
    assert areas_of_paths(["a.py"], ownership("  cart: {owner: ada}\n"), SHOP) == {}
