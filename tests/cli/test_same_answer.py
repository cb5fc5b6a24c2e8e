"""The same change gets the same answer, byte for byte, in every process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.command import onesitting

BUNDLE = Path(__file__).parents[2] / "bot/practice/examples/pulls/11-bundle.yml"
SEEDS = ("0", "1", "4242")


def change() -> bytes:
    """Return a change with concerns, agents' marks and hotspots: much that sets could shuffle."""
    example = yaml.safe_load(BUNDLE.read_text("utf-8"))
    files = dict(item for commit in example["commits"] for item in commit["files"].items())
    files |= {"package.json": '{"dependencies": {"left-pad": "1", "is-odd": "3", "chalk": "5"}}\n', "LICENSE": "MIT\n"}
    diff = "".join(added(path, text) for path, text in files.items())
    messages = [
        commit["message"] + "\n\nCo-authored-by: Claude <noreply@anthropic.com>" for commit in example["commits"]
    ]
    commits = [{"message": message} for message in messages]
    return json.dumps({"id": 1, "title": "x", "body": example["body"], "diff": diff, "commits": commits}).encode()


def added(path: str, text: str) -> str:
    """Return the diff of a new file."""
    lines = text.splitlines()
    head = (
        f"diff --git a/{path} b/{path}\nnew file mode 100644\n--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{len(lines)} @@\n"
    )
    return head + "".join(f"+{line}\n" for line in lines)


@pytest.mark.parametrize("command", ["score", "explain", "split"])
def test_no_seed_of_dictionaries_shows(command: str) -> None:
    """Python shuffles sets anew in every process; nothing of that reaches an answer."""
    asked = (command, "--input", "-", "--format", "json")
    answers = {onesitting(*asked, stdin=change(), environ={"PYTHONHASHSEED": seed}).out for seed in SEEDS}
    assert (1, True) == (len(answers), len(next(iter(answers))) > 1_000)
