"""`onesitting route --history`, as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.triage.learned.rows import Labelled
from tests.cli.command import onesitting
from tests.cli.schemas import violations
from tests.triage.learned.histories import rows

MAP = """\
version: 1
rota: [ines]
areas:
  checkout: {owner: mara, keywords: [cart]}
  search: {owner: jonas, keywords: [filter]}
"""
ISSUE = json.dumps({"id": 7, "title": "My voucher is wrong", "body": "The basket"}).encode()


@pytest.fixture
def ownership(tmp_path: Path) -> str:
    """Return the path of a small map."""
    path = tmp_path / "ownership.yml"
    path.write_text(MAP)
    return str(path)


@pytest.fixture
def history(tmp_path: Path) -> str:
    """Return the path of 120 labelled issues."""
    return _write(tmp_path / "history.jsonl", *map(_line, rows(120)))


def _line(row: Labelled) -> str:
    return json.dumps({"id": row.id, "title": row.title, "body": row.body, "areas": row.areas})


def _write(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def test_a_batch_is_answered_by_what_was_learned(ownership: str, history: str) -> None:
    """Fitted once, answered a line: the words of past issues find the owner."""
    ran = onesitting(
        "route",
        "--map",
        ownership,
        "--history",
        history,
        "--batch",
        "-",
        "--format",
        "json",
        stdin=ISSUE + b"\n" + ISSUE,
    )
    first, second = map(json.loads, ran.out.splitlines())
    assert first == second
    assert (7, "learned", "mara", True) == (first["id"], first["step"], first["owner"], first["routed"])


def test_a_replay_prints_its_figures(ownership: str, history: str) -> None:
    """Words for a person, the same as JSON for a machine."""
    arguments = ("route", "--map", ownership, "--history", history, "--replay", "--last", "20")
    shown, told = onesitting(*arguments), json.loads(onesitting(*arguments, "--format", "json").out)
    assert "Replayed 20 issues, each before it was learned; 100 were known before." in shown.out
    assert [] == violations("replay-result", told)
    assert (20, 100, [0, 5, 20, 100]) == (
        told["figures"]["issues"],
        told["learned_before"],
        [point["labels"] for point in told["curve"]],
    )


def test_rows_that_are_no_labelled_issues_are_named(ownership: str, tmp_path: Path) -> None:
    """Every way a line can be wrong is counted; the rest is learned from."""
    wrong = ("{", "[]", '{"areas": "search"}', '{"areas": [1]}', '{"areas": [], "title": 1}')
    late = '{"areas": [], "created_at": "soon"}'
    path = _write(tmp_path / "h.jsonl", *wrong, late, "[" * 100_000, *map(_line, rows(4)))
    ran = onesitting("route", "--map", ownership, "--history", path, "--input", "-", stdin=ISSUE)
    assert 0 == ran.code
    assert "7 of 11 lines are no labelled issues, the first:" in ran.err
    assert f"{path}:1:" in ran.err


@pytest.mark.parametrize(
    ("areas", "says"),
    [("warehouse", "teaches nothing: none of its 1 rows"), ("search", 'belong to "search": labels of one area alone')],
)
def test_a_history_that_teaches_nothing_says_so(ownership: str, tmp_path: Path, areas: str, says: str) -> None:
    """The issue is answered all the same."""
    path = _write(tmp_path / "h.jsonl", json.dumps({"areas": [areas]}))
    ran = onesitting("route", "--map", ownership, "--history", path, "--input", "-", stdin=ISSUE)
    assert 0 == ran.code
    assert says in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--replay",), 2, "--replay needs labelled issues: add --history FILE"),
        (("--replay", "--history", "missing.jsonl"), 2, "missing.jsonl could not be read: No such file or directory"),
        (("--replay", "--history", "missing.jsonl", "--last", "0"), 2, "--last is a number of issues, 1 or more"),
        (("--replay", "--history", "/dev/null"), 3, "there is nothing to replay"),
        (("--history", "-", "--input", "-"), 2, "cannot both come from standard input"),
    ],
)
def test_what_cannot_be_done_is_said(ownership: str, arguments: tuple[str, ...], code: int, says: str) -> None:
    """What happened and what to do."""
    ran = onesitting("route", "--map", ownership, *arguments)
    assert (code, "") == (ran.code, ran.out)
    assert says in ran.err


def test_numpy_is_loaded_for_a_history_only(ownership: str) -> None:
    """Whoever routes by words alone does not wait for it."""
    program = (
        "import sys; from bot.cli.main import run; "
        f"run(['route', '--map', {ownership!r}, '--input', '-']); sys.exit('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=ISSUE, capture_output=True, check=False)  # noqa: S603 - our own command
    assert 0 == done.returncode
