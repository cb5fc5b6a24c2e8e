from bot.facts.change import FileChange
from bot.facts.verdict import FileKind, Place
from bot.judgement.hotspots import Hotspot, find_hotspots
from bot.judgement.sieve import sift
from tests.judgement.changes import change, hotspot_rules, reading

RULES = hotspot_rules()


def found(*files: tuple[FileChange, FileKind]) -> list[Hotspot]:
    """Return the hotspots of a change."""
    readings = tuple(reading(file, kind) for file, kind in files)
    return list(find_hotspots(sift((file for file, _ in files), readings, RULES), RULES))


def test_the_section_of_the_hunk_header_counts() -> None:
    """Git names the function or table above the hunk; that is as good as a line of it."""
    file = change("pyproject.toml", section="dependencies = [", before=('  "attrs",',), added=('  "httpx",',))
    assert [hotspot.name for hotspot in found((file, "configuration"))] == ["httpx"]
    file = change("pyproject.toml", section="keywords = [", before=('  "attrs",',), added=('  "httpx",',))
    assert found((file, "configuration")) == []


def test_neighbouring_lines_are_one_place() -> None:
    """Two lines that use one new variable are one range."""
    file = change("src/app.py", added=('a = os.environ["CART_URL"]', 'b = os.environ["CART_URL"]'))
    assert [hotspot.places for hotspot in found((file, "source"))] == [(Place("src/app.py", (10, 11)),)]


def test_a_removed_line_is_placed_on_the_old_side() -> None:
    """Its number is that of the file before."""
    file = change("src/cart.py", before=("x = 1",), removed=("def total(cart):",))
    assert [hotspot.places for hotspot in found((file, "source"))] == [(Place("src/cart.py", (11, 11), "old"),)]


def test_a_test_that_goes_with_its_code_explains_itself() -> None:
    """It is a hotspot for the reviewer, and nobody is asked about it."""
    test = change("tests/test_cart.py", removed=("def test_total(): ...",), status="removed")
    code = change("src/cart.py", removed=("def total(): ...",), status="removed")
    assert [(hotspot.entry.id, hotspot.explained) for hotspot in found((test, "deleted"))] == [("test_deleted", False)]
    together = found((code, "deleted"), (test, "deleted"))
    assert [(hotspot.entry.id, hotspot.explained) for hotspot in together] == [("test_deleted", True)]


def test_a_definition_that_moves_is_not_removed() -> None:
    """It stands on an added line of another file."""
    source = change("src/cart.py", removed=("def total(cart):",))
    target = change("src/sums.py", added=("def total(cart):",))
    assert found((source, "source"), (target, "source")) == []


def test_fixtures_hold_no_hotspots() -> None:
    """What stands there is input, not the product."""
    assert found((change("tests/fixtures/app/requirements.txt", added=("httpx==1",)), "configuration")) == []


def test_generated_files_hold_no_hotspots() -> None:
    """Nobody wrote them."""
    assert found((change("src/client.py", removed=("def total(cart):",)), "generated")) == []


def test_what_comes_back_elsewhere_is_no_large_deletion() -> None:
    """A file that is replaced by a longer one in the same change did not take anything away."""
    gone = change("src/calls.py", removed=("a line of code",) * 400, status="removed")
    back = change("src/calls.kt", added=("another line",) * 500)
    names = {hotspot.entry.id for hotspot in found((gone, "deleted"), (back, "source"))}
    assert "large_deletion" not in names
    assert "large_deletion" in {hotspot.entry.id for hotspot in found((gone, "deleted"))}


def test_a_test_with_a_new_name_is_not_removed() -> None:
    """The run of changed lines that takes one away brings another; one more that goes has no successor."""
    renamed = change("tests/test_cart.py", removed=("def test_total(cart):",), added=("def test_sum(cart):",))
    assert found((renamed, "test")) == []
    one_less = change("tests/test_cart.py", removed=("def test_a():", "def test_b():"), added=("def test_c():",))
    assert [hotspot.name for hotspot in found((one_less, "test"))] == ["test_b"]


def test_assertions_that_move_to_another_file_still_check() -> None:
    """Tests that are split over files check as much as before."""
    went = change("tests/test_cart.py", removed=("    assert total == 3",) * 4)
    came = change("tests/test_total.py", added=("    assert total == 3",) * 4)
    assert [hotspot.entry.id for hotspot in found((went, "test"))] == ["test_weakened"]
    assert found((went, "test"), (came, "test")) == []


def test_what_is_private_by_convention_is_not_public() -> None:
    """Python marks it with an underscore, Go with a folder."""
    assert found((change("shop/_cart/total.py", removed=("def total(cart):",)), "source")) == []
    assert found((change("shop/internal/cart.go", removed=("func Total() int {",)), "source")) == []
