"""A first map from CODEOWNERS and labels, and the dropdown of a form from a map."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.errors import RuleError
from bot.policy.codeowners import CodeOwners, read_codeowners
from bot.policy.form_dropdown import form_dropdown
from bot.policy.logins import Login
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.starter_map import KnownLabel, starter_map
from bot.policy.yaml_tree import read_yaml
from bot.triage.forms import read_form
from tests.triage.maps import SHOP

OWNERS = """
# who owns what
*                  @ines
/src/checkout/     @mara @tom   # the till
src/search/**/*.py jonas@example.com @acme/finders
/docs/             @ines
/lib/my\\ folder/  @bo
"""


def read(text: str) -> OwnershipMap:
    """Return a map that `text` writes."""
    return read_ownership((read_yaml(text, "ownership.yml"),))[0]


def test_codeowners_name_people_and_teams() -> None:
    """Addresses are nobody's login, and a remark is no owner."""
    lines = {line.pattern: line for line in read_codeowners(OWNERS)}
    assert CodeOwners("/src/checkout/", (Login("mara"), Login("tom")), ()) == lines["/src/checkout/"]
    assert ((), ("@acme/finders",)) == (lines["src/search/**/*.py"].people, lines["src/search/**/*.py"].teams)
    assert "/lib/my folder/" in lines


def test_areas_come_from_labels_and_folders() -> None:
    """A label and a folder of one name are one area; who owns everything is the rota; docs are no product."""
    labels = [KnownLabel("area: Checkout", "Paying"), KnownLabel("bug"), KnownLabel("component/billing")]
    text = starter_map(read_codeowners("".join(OWNERS.replace("@acme/finders", "@jo"))), labels)
    found = read(text.replace("    owner:  # who?", "    owner: x"))
    assert ["billing", "checkout", "my-folder", "search"] == [area.id for area in found.areas]
    checkout = found.area("checkout")
    assert checkout is not None
    assert ("mara", "Checkout", "Paying", ("area: Checkout",)) == (
        checkout.owner,
        checkout.title,
        checkout.description,
        checkout.labels,
    )
    assert (("ines",), "observe") == (found.fallback, found.feedback.mode)


def test_what_is_open_is_an_error_at_its_line() -> None:
    """A team owns no issue: lint names the area that waits for a person."""
    text = starter_map(read_codeowners(OWNERS), [])
    assert "who, of @acme/finders?" in text
    with pytest.raises(RuleError) as refused:
        read(text)
    assert all("owner" in str(problem) for problem in refused.value.problems)


@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=5))
def test_any_text_makes_a_file_that_can_be_read(owners: str, labels: list[str]) -> None:
    """Foreign names are quoted: what comes out is YAML, whatever went in."""
    text = starter_map(read_codeowners(owners), [KnownLabel(f"area: {label}", label) for label in labels])
    read_yaml(text, "ownership.yml")


def test_each_pick_of_the_dropdown_names_its_area() -> None:
    """The answer, as GitHub writes it into the issue, is a name of the map; the last option is nobody's."""
    names = [line.partition("- ")[2].strip('"') for line in form_dropdown(SHOP).splitlines() if "      - " in line]
    assert len(names) == len(set(names)) == sum(area.auto for area in SHOP.areas) + 1
    for name in names[:-1]:
        (answer,) = read_form(f"### Product area\n\n{name}\n")
        assert SHOP.named(answer.choices[0]) is not None
    assert SHOP.named(names[-1]) is None
