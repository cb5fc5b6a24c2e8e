"""`onesitting lint`, as a maintainer runs it."""

import json
from pathlib import Path

from tests.cli.command import onesitting
from tests.cli.schemas import violations

ROOT = Path(__file__).parents[2]


def test_four_mistakes_are_four_lines(tmp_path: Path) -> None:
    """Every error is reported at once, at its line and column."""
    path = tmp_path / "onesitting.yml"
    path.write_text("mode: coment\nsitting:\n  budget_minutes: soon\n  warn: 3\nsittings: {}\n")
    ran = onesitting("lint", str(path))
    assert (2, 4) == (ran.code, len(ran.out.splitlines()))
    assert "did you mean `comment`?" in ran.out


def test_a_clean_file_leaves_with_zero(tmp_path: Path) -> None:
    """Nothing on standard output, a count on standard error."""
    path = tmp_path / "onesitting.yml"
    path.write_text("mode: comment\n")
    ran = onesitting("lint", str(path))
    assert (0, "") == (ran.code, ran.out)
    assert "0 errors" in ran.err


def test_json_is_a_list_of_problems(tmp_path: Path) -> None:
    """Editors and scripts get the same problems as data."""
    path = tmp_path / "ownership.yml"
    path.write_text("areas:\n  a: {owner: x\n")
    (problem,) = json.loads(onesitting("lint", "--format", "json", str(path)).out)
    assert (str(path), "error") == (problem["source"], problem["level"])


def test_a_file_that_is_not_there_is_not_asked_for_its_kind(tmp_path: Path) -> None:
    """Another kind would not find it either."""
    assert "there is no such file" in onesitting("lint", str(tmp_path / "x.yml")).err


def test_a_file_of_unknown_kind_asks(tmp_path: Path) -> None:
    """A name that says nothing needs `--kind`."""
    (tmp_path / "x.yml").write_text("mode: off\n")
    assert "--kind" in onesitting("lint", str(tmp_path / "x.yml")).err
    assert onesitting("lint", "--kind", "rules", str(tmp_path / "x.yml")).code == 0


def test_the_example_map_is_clean() -> None:
    """What the documentation offers to copy has no error."""
    assert onesitting("lint", str(ROOT / "docs" / "ownership.example.yml")).code == 0


def test_the_list_keeps_its_schema(tmp_path: Path) -> None:
    """What `--format json` prints is what the published schema says."""
    path = tmp_path / "onesitting.yml"
    path.write_text("mode: coment\nsittings: {}\n")
    problems = json.loads(onesitting("lint", "--format", "json", str(path)).out)
    assert (2, []) == (len(problems), violations("lint-result", problems))


def test_an_own_entry_whose_example_does_not_match_is_an_error(tmp_path: Path) -> None:
    """At the example's line and column."""
    path = tmp_path / "onesitting.yml"
    path.write_text(
        "checklist:\n  - id: cents\n    risk: 5\n    check: Who gets the cent?\n    when: {added: ['round']}\n"
        "    examples:\n      - {path: a.py, added: ['floor(x)']}\n"
    )
    ran = onesitting("lint", str(path))
    assert (2, 1) == (ran.code, len(ran.out.splitlines()))
    assert f"{path}:7:9: checklist[0].examples[0]: this question is not asked about its example" in ran.out


def test_an_operators_file_is_checked_too(tmp_path: Path) -> None:
    """Before the server is started with it."""
    path = tmp_path / "monday.yml"
    path.write_text("organisations: {acme: {repository: acme/reports, at: noon}}\n")
    ran = onesitting("lint", str(path))
    assert (2, True) == (ran.code, "a time of day is written like `09:00`" in ran.out)
    path.write_text("organisations: {acme: {repository: acme/reports}}\n")
    assert 0 == onesitting("lint", str(path)).code


def test_a_key_that_stands_twice_hides_no_other_mistake(tmp_path: Path) -> None:
    """Nor does a tag; of what stands twice the first one is looked at."""
    path = tmp_path / "onesitting.yml"
    path.write_text("mode: coment\nsitting: {}\nmode: off\nsittings: !x {}\n")
    ran = onesitting("lint", str(path))
    lines = [line.removeprefix(f"error: {path}:").partition(": ")[0] for line in ran.out.splitlines()]
    assert (2, ["1:7", "3:1", "4:1", "4:11"]) == (ran.code, lines)


def test_a_file_that_is_not_there_hides_nothing_of_the_others(tmp_path: Path) -> None:
    """All that can be known is told, and what cannot stands beside it."""
    path = tmp_path / "onesitting.yml"
    path.write_text("mode: coment\n")
    ran = onesitting("lint", str(tmp_path / "gone.yml"), str(path), str(tmp_path / "lost.yml"))
    assert (2, 1) == (ran.code, len(ran.out.splitlines()))
    assert [
        "gone.yml: there is no such file",
        "lost.yml: there is no such file",
        "1 file checked: 1 error, 0 warnings",
    ] == [line.rpartition("/")[2] for line in ran.err.splitlines()]
