from bot.facts.verdict import AreaTouched, FileReading
from bot.judgement.touched import areas_touched
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.yaml_tree import read_yaml

TEXT = """
version: 1
areas:
  checkout: {owner: ada, paths: {acme/shop: [cart/**]}}
  search: {owner: bo, paths: {acme/shop: [search/**]}}
"""
MAP = read_ownership((read_yaml(TEXT, ".github/ownership.yml"),))[0]


def test_areas_come_with_owner_files_and_lines() -> None:
    """The one with the most lines first; what is set aside is a file without lines, what has no area is left out."""
    readings = (
        FileReading("cart/a.py", "source", "", "to_review", 2, 1),
        FileReading("search/b.py", "source", "", "to_review", 20, 1),
        FileReading("search/test_b.py", "test", "", "tests", 9, 0),
        FileReading("search/x.lock", "lock", "", "set_aside", 900, 0),
        FileReading("README.md", "documentation", "", "to_review", 5, 5),
    )
    assert areas_touched(readings, MAP, None) == (
        AreaTouched("search", "bo", 3, 30),
        AreaTouched("checkout", "ada", 1, 3),
    )


def test_a_moved_file_touches_the_area_that_it_leaves() -> None:
    """Whoever loses a file wants to know."""
    readings = (FileReading("cart/a.py", "source", "", "to_review", 3, 0, old_path="search/a.py"),)
    assert areas_touched(readings, MAP, None) == (
        AreaTouched("checkout", "ada", 1, 3),
        AreaTouched("search", "bo", 1, 0),
    )


def test_without_a_map_there_are_no_areas() -> None:
    """Nothing is guessed from folders."""
    assert areas_touched((FileReading("cart/a.py", "source", "", "to_review", 3, 0),), OwnershipMap(), None) == ()
