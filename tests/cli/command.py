"""Runs the command as a person does: a process with arguments and streams."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def onesitting(*arguments: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None) -> Ran:
    """Run `onesitting` in a process of its own; `environ` is added to the environment."""
    command, whole = [sys.executable, "-m", "bot", *arguments], {**os.environ, **(environ or {})}
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, env=whole)  # noqa: S603 - our own command
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
