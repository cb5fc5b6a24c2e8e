"""The verdict in a narrow window."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.cli.diffs import added_file


def test_the_head_and_the_closing_line_keep_to_the_window() -> None:
    """Where sixty columns are wide, sentences are folded and none runs over the edge."""
    command = [sys.executable, "-m", "bot", "score", "--diff", "-"]
    diff = added_file("shop/cart.py", 40) + added_file("tests/test_cart.py", 30) + added_file("docs/cart.md", 30)
    environ = {**os.environ, "COLUMNS": "60"}
    done = subprocess.run(command, input=diff, env=environ, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    assert [line for line in done.stdout.splitlines() if len(line) > 60] == []
    assert "most of it: " in done.stdout
