"""A wheel, a fresh environment, no pins: what a newcomer gets."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIFF = "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n"


def _run(*command: str, stdin: str = "") -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - our own commands
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.install
def test_the_wheel_installs_without_pins_and_judges_a_diff(tmp_path: Path) -> None:
    """The wheel alone brings everything: the command starts, finds its shipped rules and judges one diff."""
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT))
    (wheel,) = tmp_path.glob("onesitting-*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    _run(python, "-m", "pip", "install", "--quiet", str(wheel))

    assert _run(str(tmp_path / "venv/bin/onesitting"), "--version").startswith("onesitting ")
    assert "Fits one sitting" in _run(str(tmp_path / "venv/bin/onesitting"), "score", "--diff", "-", stdin=DIFF)
    assert _run(python, "-c", "import bot.wiring, bot.shipped; bot.shipped.load_app_manifest()") == ""
    assert _run(python, "-c", "from bot.web.rendering import TEMPLATES as t; t.get_template('refusal.html')") == ""
