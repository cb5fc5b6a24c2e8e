"""`onesitting score`, as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.cli.command import onesitting
from tests.cli.diffs import SMALL, added_file

SCHEMAS = Path(__file__).parents[2] / "schemas"


def _schema(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads((SCHEMAS / name).read_text("utf-8")))


def test_a_small_diff_fits_one_sitting() -> None:
    """A one-line change is said to fit, on standard output, and leaves with 0."""
    ran = onesitting("score", "--diff", "-", stdin=SMALL.encode())
    assert (0, "Fits one sitting", "") == (ran.code, ran.out.split(":")[0], ran.err)


def test_a_large_diff_needs_sittings_and_leaves_with_one() -> None:
    """A thousand lines of source are above the budget: a person must act, so the exit code is 1."""
    ran = onesitting("score", "--diff", "-", "--format", "json", stdin=added_file("shop/big.py", 1000).encode())
    result = json.loads(ran.out)
    assert (1, "needs_sittings") == (ran.code, result["band"])
    assert result["effort"]["lines"] == {"to_review": 1000, "tests": 0, "set_aside": 0}


def test_fail_on_never_leaves_with_zero() -> None:
    """`--fail-on never` reports without failing the caller."""
    big = added_file("shop/big.py", 1000).encode()
    assert onesitting("score", "--diff", "-", "--fail-on", "never", stdin=big).code == 0


def test_the_result_keeps_its_schema(tmp_path: Path) -> None:
    """What `--input` reads and what `--format json` prints are what the schemas say."""
    bundle = {
        "id": "7",
        "title": "Add vouchers",
        "body": None,
        "author": {"login": "mara", "type": "User"},
        "branch": "vouchers",
        "commits": [
            {"sha": "a" * 40, "message": "Add vouchers", "author": {"name": "Mara", "email": "m@acme.example"}}
        ],
        "diff": added_file("shop/voucher.py", 30) + added_file("tests/test_voucher.py", 10),
    }
    (tmp_path / "pr.json").write_text(json.dumps(bundle))
    ran = onesitting("score", "--input", str(tmp_path / "pr.json"), "--format", "json")
    assert [] == list(_schema("pull-request-bundle.schema.json").iter_errors(bundle))
    assert [] == list(_schema("score-result.schema.json").iter_errors(json.loads(ran.out)))
    assert json.loads(ran.out)["id"] == "7"


@pytest.mark.parametrize("form", ["text", "json", "markdown", "sarif"])
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    """Two runs of one diff print the same, whatever the process's hash seed."""
    diff = (added_file("shop/a.py", 500) + added_file("web/b.ts", 40)).encode()
    first, second = (onesitting("score", "--diff", "-", "--format", form, stdin=diff) for _ in range(2))
    assert first == second


def test_sarif_names_rule_and_place() -> None:
    """A finding becomes a SARIF result with the rule's id and a file."""
    ran = onesitting("score", "--diff", "-", "--format", "sarif", stdin=added_file("shop/big.py", 1000).encode())
    run = json.loads(ran.out)["runs"][0]
    assert "too_large" in {result["ruleId"] for result in run["results"]}
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= {result["ruleId"] for result in run["results"]}


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", 3, "is empty: there is no diff to judge"),
        (b"   \n", 3, "is empty: there is no diff to judge"),
        (b"hello\n", 3, "is not a diff"),
        (b"\x00\x01\xff" * 100, 3, "is not a diff"),
    ],
)
def test_what_is_not_a_diff_is_said(tmp_path: Path, content: bytes, code: int, says: str) -> None:
    """An empty, wordy or binary file is answered in words, never with a traceback."""
    (tmp_path / "x.diff").write_bytes(content)
    ran = onesitting("score", "--diff", str(tmp_path / "x.diff"))
    assert (code, "") == (ran.code, ran.out)
    assert says in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["score", "--diff", "no-such-file"], "no-such-file: there is no such file"),
        (["score", "--diff", "/"], "is a folder"),
        (["score", "--repo", "."], "--repo and --range go together"),
        (["score", "--batch", "x.jsonl"], "add --format json"),
        (["score"], "is required"),
        (["scroe"], "invalid choice"),
    ],
)
def test_wrong_usage_leaves_with_two(arguments: list[str], says: str) -> None:
    """A wrong argument is said with what to do, and leaves with 2."""
    ran = onesitting(*arguments)
    assert (2, "") == (ran.code, ran.out)
    assert says in ran.err


def test_json_errors_have_line_and_column(tmp_path: Path) -> None:
    """A broken bundle is located."""
    (tmp_path / "pr.json").write_text('{"id": 1,\n  "diff": oops}')
    ran = onesitting("score", "--input", str(tmp_path / "pr.json"))
    assert (3, True) == (ran.code, "pr.json:2:11: not JSON" in ran.err)


def test_a_bundle_that_is_not_utf8_is_located(tmp_path: Path) -> None:
    """Latin-1 text is refused with the byte and the line."""
    (tmp_path / "pr.json").write_bytes(b'{"id": 1,\n "title": "caf\xe9"}')
    assert "(line 2)" in onesitting("score", "--input", str(tmp_path / "pr.json")).err


def test_fifty_megabytes_are_an_honest_partial(tmp_path: Path) -> None:
    """A monstrous diff is judged as far as it was read, and says that it was cut."""
    one = added_file("data/{}.py", 2000)
    with (tmp_path / "big.diff").open("w") as file:
        for number in range(520):
            file.write(one.replace("{}", str(number)))
    ran = onesitting("score", "--diff", str(tmp_path / "big.diff"), "--format", "json")
    assert ran.err == ""
    assert "more than 300,000 lines. 371 more files" in json.loads(ran.out)["unseen"][0]


def test_a_bad_line_of_a_batch_is_answered_and_the_run_goes_on() -> None:
    """Every line has an answer with its id, in order, whatever the others are."""
    good = json.dumps({"id": "a", "diff": SMALL})
    lines = [good, "{oops", json.dumps({"id": "b", "diff": 7}), json.dumps(["x"]), good.replace('"a"', '"c"')]
    ran = onesitting("score", "--batch", "-", "--format", "json", stdin="\n".join(lines).encode())
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert (0, ["a", None, "b", None, "c"]) == (ran.code, [row["id"] for row in rows])
    assert [False, True, True, True, False] == ["error" in row for row in rows]
    assert "`diff` is not text" in rows[2]["error"]


def test_score_imports_nothing_it_does_not_use() -> None:
    """Judging a diff starts no server, no database and no GitHub client."""
    code = (
        "import sys; from bot.cli.main import run; run(['score', '--diff', '-']);"
        "heavy = ('githubkit', 'httpx', 'sqlmodel', 'starlette', 'pydantic', 'rich', 'asyncio');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], input=SMALL, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines()[-1] == "[]"


HALF = json.dumps({"id": "\ud800", "title": "\ud800", "author": "\udfff", "diff": SMALL})


@pytest.mark.parametrize("form", ["text", "json", "markdown", "sarif"])
def test_half_a_character_is_no_traceback(tmp_path: Path, form: str) -> None:
    """JSON can carry what UTF-8 cannot: it is judged, and what nothing could show is replaced."""
    (tmp_path / "pr.json").write_text(HALF)
    ran = onesitting("score", "--input", str(tmp_path / "pr.json"), "--format", form)
    assert (ran.code in {0, 1}, ran.err) == (True, "")
    assert form != "json" or set(json.loads(ran.out)["id"]) == {"\ufffd"}


def test_half_a_character_does_not_end_a_batch() -> None:
    """The line is answered under its own id, and so is the next."""
    lines = [HALF, json.dumps({"id": "b", "diff": SMALL})]
    ran = onesitting("score", "--batch", "-", "--format", "json", stdin="\n".join(lines).encode())
    assert ["\ud800", "b"] == [json.loads(line)["id"] for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"number": ' + "9" * 5_000 + "}", "a number has thousands of digits"),
        ("[" * 100_000, "nested too deeply"),
        ('{"title": ', "pr.json:1:11: not JSON"),
        (" ", "is empty"),
    ],
)
def test_json_that_cannot_be_read_is_said(tmp_path: Path, text: str, says: str) -> None:
    """Whatever is wrong with it, the answer is words and exit code 3."""
    (tmp_path / "pr.json").write_text(text)
    ran = onesitting("score", "--input", str(tmp_path / "pr.json"))
    assert (3, True) == (ran.code, says in ran.err)
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("option", ["--diff", "--input", "--batch", "--repo"])
def test_an_empty_name_is_a_wrong_argument(option: str) -> None:
    """A shell variable that was not set names nothing, least of all the folder we stand in."""
    ran = onesitting("score", option, "", "--range", "a..b")
    assert (2, True) == (ran.code, f"argument {option}: the name is empty" in ran.err)


def test_output_that_cannot_be_written_is_said() -> None:
    """A full disk, or here a stream that is open for reading only, is an error in words."""
    command = f"'{sys.executable}' -m bot score --diff - 1</dev/null"
    done = subprocess.run(command, shell=True, input=SMALL, capture_output=True, text=True, check=False)  # noqa: S602
    assert (3, "onesitting: Bad file descriptor; nothing more was written\n") == (done.returncode, done.stderr)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_traceback(closed: str) -> None:
    """A shell may start a command without one of its streams."""
    command = f"'{sys.executable}' -m bot score --diff - {closed}"
    done = subprocess.run(command, shell=True, input=SMALL, capture_output=True, text=True, check=False)  # noqa: S602
    assert (done.returncode in {0, 3}, "Traceback" in done.stderr) == (True, False)


def test_a_map_names_areas_and_owners(tmp_path: Path) -> None:
    """`--map` shows whose areas a diff touches; a map with an error is named with line and column."""
    (tmp_path / "ownership.yml").write_text(
        "version: 1\nareas:\n  checkout: {owner: ada, paths: {acme/shop: ['shop/**']}}\n"
    )
    (tmp_path / "broken.yml").write_text("version: 1\nareas:\n  checkout: {owner: a b}\n")
    diff = added_file("shop/cart.py", 4).encode()
    ran = onesitting("score", "--diff", "-", "--map", str(tmp_path / "ownership.yml"), "--format", "json", stdin=diff)
    assert json.loads(ran.out)["areas"] == [{"id": "checkout", "owner": "ada", "files": 1, "lines": 4}]
    shown = onesitting("score", "--diff", "-", "--map", str(tmp_path / "ownership.yml"), stdin=diff)
    assert "areas: checkout (ada)" in shown.out
    broken = onesitting("score", "--diff", "-", "--map", str(tmp_path / "broken.yml"), stdin=diff)
    assert (2, True) == (broken.code, "broken.yml:3:" in broken.err)
