"""The table of permissions is made from app.yml: there is one source of the reasons."""

from __future__ import annotations

from pathlib import Path

from bot.messages.permissions import offered_sets, permissions_page
from bot.shipped import load_app_manifest

DOCS = Path(__file__).parents[2] / "docs" / "permissions.md"
MANIFEST = load_app_manifest()


def test_the_page_in_the_documentation_is_the_one_that_app_yml_makes() -> None:
    """`scripts/permissions.py` writes it."""
    assert permissions_page(MANIFEST) == DOCS.read_text("utf-8")


def test_every_permission_and_event_is_shown_with_its_reason() -> None:
    """In both sets, and nothing else."""
    for offered in offered_sets(MANIFEST):
        asked = MANIFEST.permission_sets[offered.name]
        assert {key: (one.access, one.why) for key, one in asked.default_permissions.items()} == {
            row.name: (row.access, row.why) for row in offered.permissions
        }
        assert asked.default_events == dict(offered.events)


def test_no_reason_breaks_its_row() -> None:
    """Six columns' lines have six borders, whatever is written in app.yml."""
    rows = [line for line in permissions_page(MANIFEST).splitlines() if line.startswith("| `")]
    assert {3, 5} == {line.count("|") for line in rows}
