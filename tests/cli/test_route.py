"""`onesitting route`, as a person runs it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.cli.command import onesitting

SCHEMAS = Path(__file__).parents[2] / "schemas"
MAP = """\
version: 1
rota: [ines]
areas:
  checkout:
    owner: mara
    backup: tom
    keywords: [checkout, cart, payment, card, coupon]
    labels: [checkout]
    form_values: [Checkout]
  search:
    owner: jonas
    backup: mara
    keywords: [search, filter, sort, results, typo]
    labels: [search]
"""


@pytest.fixture
def ownership(tmp_path: Path) -> str:
    """Return the path of a small ownership map."""
    path = tmp_path / "ownership.yml"
    path.write_text(MAP)
    return str(path)


def _route(ownership: str, **issue: object) -> dict[str, object]:
    stdin = json.dumps(issue).encode()
    ran = onesitting("route", "--map", ownership, "--input", "-", "--format", "json", stdin=stdin)
    result = json.loads(ran.out)
    schema = json.loads((SCHEMAS / "route-result.schema.json").read_text("utf-8"))
    assert [] == list(Draft7Validator(schema).iter_errors(result))
    assert isinstance(result, dict)
    return result


def test_a_form_value_decides(ownership: str) -> None:
    """What the reporter chose in the form is the area; no guess is made."""
    result = _route(ownership, id=1, title="Broken", body="### Where?\n\nCheckout")
    assert (True, "checkout", "mara") == (result["routed"], result["area"], result["owner"])


def test_nothing_that_matches_goes_to_the_rota(ownership: str) -> None:
    """An issue without a sign is not guessed: the rota gets it and `routed` is false."""
    result = _route(ownership, id=2, title="Hm", body="It is slow since this morning, on every page I open.")
    assert (False, "ines") == (result["routed"], result["owner"])


def test_every_row_has_what_the_scorer_reads(ownership: str) -> None:
    """A batch answers every line with id, ranked areas, confidence and `routed`."""
    rows = [{"id": 1, "title": "Coupon refused at checkout"}, {"id": 2, "title": "🙂🙂🙂"}, {"id": 3, "title": 7}]
    stdin = "\n".join(map(json.dumps, rows)).encode()
    ran = onesitting("route", "--map", ownership, "--batch", "-", "--format", "json", stdin=stdin)
    good, emoji, bad = map(json.loads, ran.out.splitlines())
    assert (1, "checkout") == (good["id"], good["ranked"][0])
    assert {"id", "ranked", "confidence", "routed"} <= emoji.keys()
    assert "`title` is not text" in bad["error"]


def test_a_map_with_mistakes_names_them_all(tmp_path: Path) -> None:
    """Two mistakes, two lines with file, line and column, and nothing is routed."""
    (tmp_path / "map.yml").write_text("areas:\n  a:\n    onwer: x\n    keywords: [b]\n")
    ran = onesitting("route", "--map", str(tmp_path / "map.yml"), "--input", "-", stdin=b"{}")
    assert (2, "") == (ran.code, ran.out)
    assert "map.yml:3:5: areas.a.onwer" in ran.err
    assert "did you mean `owner`?" in ran.err


@pytest.mark.parametrize("label", [5, {"name": 5}, [["x"]]])
def test_a_label_that_is_no_text_is_refused(ownership: str, label: object) -> None:
    """A number is not read as a name."""
    ran = onesitting("route", "--map", ownership, "--input", "-", stdin=json.dumps({"labels": [label]}).encode())
    assert (2, "onesitting: `labels` holds something that is not a name") == (ran.code, ran.err.splitlines()[-1])
