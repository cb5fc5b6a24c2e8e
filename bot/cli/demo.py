"""`onesitting demo`: the real server against a practice GitHub, and what people would see."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bot.cli.exits import FINE, NOT_ANALYSED, Refused

MOST_CHANGES = 500
LAST = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--repo", metavar="DIR", help="take the last changes of this repository; it is never written to"
    )
    says = f"how many changes, with --repo (default: {LAST})"
    parser.add_argument("--last", type=int, metavar="N", help=says)
    parser.add_argument("--keep", action="store_true", help="leave both servers running and print their addresses")
    parser.add_argument("--brief", action="store_true", help="the summary table only")


def run(arguments: argparse.Namespace) -> int:
    """Start both servers, send the webhooks, show everything that was said."""
    if arguments.last is not None and arguments.repo is None:
        raise Refused("--last takes changes of a repository: name it with --repo DIR, or leave --last out")
    arguments.last = LAST if arguments.last is None else arguments.last
    if not 1 <= arguments.last <= MOST_CHANGES:
        raise Refused(f"--last takes a number from 1 to {MOST_CHANGES}")
    with tempfile.TemporaryDirectory(prefix="onesitting-demo-") as folder:
        return asyncio.run(_demo(arguments, Path(folder)))


async def _demo(arguments: argparse.Namespace, folder: Path) -> int:
    from rich.console import Console  # noqa: PLC0415 - `demo --help` needs none of these

    from bot.cli.demo_show import show_everything, show_summary  # noqa: PLC0415
    from bot.cli.demo_stage import Stage  # noqa: PLC0415
    from bot.cli.demo_world import build_examples, build_mirror  # noqa: PLC0415
    from bot.practice import PracticeGitHub  # noqa: PLC0415

    out, talk = Console(), Console(stderr=True)
    practice = PracticeGitHub(webhook_secret="practice", directory=folder)  # noqa: S106 - of a GitHub on loopback
    repository = build_mirror(practice, arguments.repo, arguments.last) if arguments.repo else build_examples(practice)
    async with Stage(practice, folder) as stage:
        done = await stage.play(talk)
        if not arguments.brief:
            show_everything(out, repository)
        show_summary(out, repository)
        if arguments.keep:
            (installation, *_) = practice.world.installations.values()
            talk.print(f"\nThe practice GitHub's API answers at {stage.github_url}")
            talk.print(
                f"It takes this token for an hour: Authorization: Bearer {installation.token().value}", soft_wrap=True
            )
            talk.print(f"The bot answers at {stage.bot_url} (also /livez, /readyz, /metrics)")
            talk.print("Ctrl-C ends both.")
            await asyncio.Event().wait()
    for problem in done.problems:
        sys.stderr.write(f"onesitting: {problem}\n")
    return NOT_ANALYSED if done.problems else FINE
