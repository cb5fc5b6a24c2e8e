"""A process beside the server that fits one model: what it does or breaks never reaches the event loop."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import bot
from bot.meaning import installed_encoder

TIMEOUT = 600.0
"""Seconds; 5,000 answers take about ten."""

MOST_BYTES = 256 * 1024 * 1024
_COUNT = 4
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
"""What the process needs of our environment, and how PostgreSQL is reached; keys and secrets are not among it."""


class FitFailed(Exception):  # noqa: N818 - named after what happened
    """No model came back; the message says why. Nothing is lost: the answers are where they were."""


async def fit_in_process(url: str, repository: int, module: str = "bot.inbox.fitting") -> tuple[int, bytes]:
    """Return how many answers a repository has and the model they make. Raises FitFailed.

    The process is killed when it takes longer than TIMEOUT or when we are cancelled. `module` is named by tests only.
    """
    environment = {name: os.environ[name] for name in os.environ if name in _KEPT or name.startswith("PG")}
    environment |= {"PYTHONPATH": str(Path(bot.__file__).parent.parent), "OMP_NUM_THREADS": "1"}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", module, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
    )
    encoder = installed_encoder()
    question = {"url": url, "repository": repository, "encoder": encoder.name if encoder else ""}
    asked = json.dumps(question).encode()
    try:
        out, trouble = await asyncio.wait_for(process.communicate(asked), TIMEOUT)
    except TimeoutError:
        raise FitFailed(f"it took longer than {TIMEOUT:.0f} seconds") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0 or not _COUNT < len(out) <= MOST_BYTES:
        last = trouble.decode(errors="replace").strip().splitlines()[-1:]
        raise FitFailed(f"the process ended with {process.returncode}: {''.join(last)[:500]}")
    return int.from_bytes(out[:_COUNT], "big"), out[_COUNT:]
