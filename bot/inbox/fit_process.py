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
"""Seconds; 5,000 answers take about ten, with sentence vectors two minutes."""

MEMORY = 2 * 1024**3
"""Bytes of address space that the process may take: several times what 5,000 long answers need."""

OUT_OF_MEMORY = 71
"""The exit code of a process that met that limit."""
_STARVED = ("std::bad_alloc", "failed to map segment", "Cannot allocate memory", "MemoryError")
"""How libraries in C and C++, and the linker, say the same."""

MOST_BYTES = 256 * 1024 * 1024
_COUNT = 4
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
"""What the process needs of our environment, and how PostgreSQL is reached; keys and secrets are not among it."""


class FitFailed(Exception):  # noqa: N818 - named after what happened
    """No model came back; the message says why. Nothing is lost: the answers are where they were."""


async def fit_in_process(
    url: str, repository: int, module: str = "bot.inbox.fitting", memory: int = MEMORY
) -> tuple[int, bytes]:
    """Return how many answers a repository has and the model they make. Raises FitFailed.

    The process is killed when it takes longer than TIMEOUT or when we are cancelled; it gives up where it needs more
    than `memory` bytes. `module` is named by tests only.
    """
    environment = {name: os.environ[name] for name in os.environ if name in _KEPT or name.startswith("PG")}
    environment |= {"PYTHONPATH": str(Path(bot.__file__).parent.parent), "OMP_NUM_THREADS": "1"}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", module, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
    )
    encoder = installed_encoder()
    question = {"url": url, "repository": repository, "encoder": encoder.name if encoder else "", "memory": memory}
    asked = json.dumps(question).encode()
    try:
        out, trouble = await asyncio.wait_for(process.communicate(asked), TIMEOUT)
    except TimeoutError:
        raise FitFailed(f"it took longer than {TIMEOUT:.0f} seconds") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    last = "".join(trouble.decode(errors="replace").strip().splitlines()[-1:])
    if process.returncode == OUT_OF_MEMORY or any(words in last for words in _STARVED):
        raise FitFailed(f"it needed more than {memory / 1024**2:,.0f} MB of memory")
    if process.returncode != 0 or not _COUNT < len(out) <= MOST_BYTES:
        raise FitFailed(f"the process ended with {process.returncode}: {last[:500]}")
    return int.from_bytes(out[:_COUNT], "big"), out[_COUNT:]
