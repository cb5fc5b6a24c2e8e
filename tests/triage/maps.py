"""Ownership maps for the tests of triage, read as the product reads them."""

from datetime import UTC, datetime
from pathlib import Path

from bot.facts.issue import IssueFacts
from bot.policy.decode import decode
from bot.policy.kinds import KindRules
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.yaml_tree import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KINDS = decode(read_yaml((ROOT / "rules" / "kinds.yml").read_text("utf-8"), "rules/kinds.yml"), KindRules)
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)


def read_map(text: str) -> OwnershipMap:
    """Return the map that `text` writes; its warnings are not what is tested here."""
    return read_ownership((read_yaml(text, ".github/ownership.yml"),))[0]


SHOP = read_map((HERE / "shop.yml").read_text("utf-8"))


def issue(title: str = "", body: str = "", **facts: object) -> IssueFacts:
    """Return an issue filed on a Monday morning."""
    return IssueFacts(**{"id": "1", "title": title, "body": body, "created_at": MONDAY, **facts})  # type: ignore[arg-type]
