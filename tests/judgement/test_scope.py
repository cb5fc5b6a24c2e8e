import pytest

from bot.facts.change import FileChange
from bot.facts.pull_request import PullRequestFacts
from bot.facts.verdict import Place, Scope
from bot.judgement.verdict import judge_pull_request
from tests.judgement.changes import change
from tests.judgement.rules_in_force import commenting_rules

CART = change("packages/cart/a.ts", added=tuple(f"const cartTotal{n} = 1;" for n in range(60)))


def scope(*files: FileChange) -> Scope:
    """Return how far a change of these files reaches."""
    return judge_pull_request(PullRequestFacts("1", "Tidy", "", files), commenting_rules()).scope


def test_packages_and_layers_are_figures() -> None:
    """What a person has to read counts; a test, a document and a lock file do not."""
    files = (
        CART,
        change("packages/mail/db/schema.sql", added=("create table mail (id int);",)),
        change("packages/mail/README.md", added=("Mail",)),
        change("tests/test_mail.py", added=("assert mail",)),
        change("yarn.lock", added=("mail@1",)),
    )
    found = scope(*files)
    assert (found.packages, found.layers) == (("packages/cart", "packages/mail"), ("code", "storage"))


def test_a_small_part_without_a_tie_is_a_rider() -> None:
    """It is shown as a figure, and nobody is asked about it."""
    rider = change("ops/backup.sh", added=("set -e", "find_old_dumps"))
    assert scope(CART, rider).riders == (Place("ops/backup.sh", note="2 lines to review"),)


def test_a_small_part_with_a_tie_is_none() -> None:
    """One shared name is enough for a small part."""
    assert scope(CART, change("ops/backup.sh", added=("echo cartTotal1",))).riders == ()


@pytest.mark.parametrize(
    ("path", "layer"),
    [
        (".github/workflows/ci.yml", "checks"),
        ("infra/main.tf", "infrastructure"),
        ("web/src/cart.tsx", "interface"),
        ("shop/api/cart.py", "api"),
        ("shop/cart.py", "code"),
    ],
)
def test_layers_are_read_off_paths(path: str, layer: str) -> None:
    """The first layer of the rules whose pattern matches."""
    assert scope(change(path, added=("x = 1",))).layers == (layer,)
