"""No code of a pull request is run, and no head is checked out: what could do that is not there, or in one place."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import bot

HOME = Path(bot.__file__).parent
RUNS = {"localgit/run.py", "inbox/fit_process.py"}
"""Where programs are started: git, hardened, for the command line and the demo; and our own fitting process."""
CONNECTS = {"github/wire.py", "sources/pinned.py", "cli/listening.py", "cli/serve.py", "cli/demo_stage.py"}
"""Where sockets are opened: to GitHub, to the operator's metric hosts, and to listen."""
STARTS = {
    "subprocess",
    "multiprocessing",
    "pty",
    "create_subprocess_exec",
    "create_subprocess_shell",
    "system",
    "popen",
}
OPENS = {"socket", "urllib.request", "http.client", "ftplib", "smtplib", "AsyncHTTPTransport", "HTTPTransport"}


def words(path: Path) -> set[str]:
    """Return the names that a module imports, calls or takes from others, without those of its own definitions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(name.name for name in node.names)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(node.func.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
    return found


MODULES = {str(path.relative_to(HOME)): words(path) for path in HOME.rglob("*.py") if "practice" not in path.parts}


def test_programs_are_started_in_two_places() -> None:
    """Whoever adds a third says so here."""
    assert RUNS == {name for name, found in MODULES.items() if found & STARTS}


def test_sockets_are_opened_in_few_places() -> None:
    """Each of them leads to an address that the operator gave."""
    assert CONNECTS >= {name for name, found in MODULES.items() if found & OPENS}


def test_text_is_never_run_nor_unpickled() -> None:
    """Not Python's own, not YAML's, not that of a learned model."""
    loose = {name for name, found in MODULES.items() if found & {"pickle", "marshal", "shelve", "dill", "unsafe_load"}}
    calls = {name for name, found in MODULES.items() if {"eval", "exec", "__import__"} & found}
    assert (loose, calls) == (set(), set())


def test_the_server_knows_no_git() -> None:
    """Its process never loads what could check out a commit."""
    ask = "import sys, bot.wiring; sys.exit(any(name.startswith('bot.localgit') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0  # noqa: S603 - our own words
