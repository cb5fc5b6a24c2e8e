"""Runs the command as a person does: a process with arguments and streams."""

import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def onesitting(*arguments: str, stdin: bytes = b"") -> Ran:
    """Run `onesitting` in a process of its own."""
    command = [sys.executable, "-m", "bot", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603 - our own command
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
