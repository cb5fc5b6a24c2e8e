"""`onesitting split`: one change, or a batch, cut into parts that can be reviewed one by one, with the proof."""

import argparse
import json
import sys
from pathlib import Path

from bot.cli.batch import run_batch
from bot.cli.bundle import read_bundle
from bot.cli.change_source import add_change_arguments, read_change
from bot.cli.exits import FINDINGS, FINE, NOT_ANALYSED, Refused
from bot.cli.rules_source import read_rules
from bot.cli.split_contents import Contents, contents_of
from bot.facts.plain import plain
from bot.facts.pull_request import PullRequestFacts
from bot.facts.split import SplitPlan
from bot.journeys.planning import plan_of
from bot.judgement.verdict import look
from bot.policy.rules import Rules
from bot.shipped import load_split_weights
from bot.splitting.weights import SplitWeights

FORMATS = ("text", "json", "markdown", "sarif")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_change_arguments(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument(
        "--write", metavar="DIR", help="write the parts' patches, a script that builds their branches, and the plan"
    )
    parser.add_argument(
        "--weights", metavar="FILE", help="another file of trained weights (scripts/train_split.py writes them)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Plan and print; the exit code says whether there is something to split."""
    rules, weights = read_rules(arguments), _weights(arguments.weights)
    if arguments.batch:
        if arguments.format != "json" or arguments.write:
            raise Refused("--batch answers in JSON lines: add --format json, and leave out --write")
        return run_batch(arguments.batch, lambda value: plain(plan(read_bundle(value), rules, weights, {})), sys.stdout)
    facts = read_change(arguments)
    found = plan(facts, rules, weights, contents_of(arguments)(facts))
    if arguments.write:
        from bot.cli.split_write import write_plan  # noqa: PLC0415 - only where asked for

        if arguments.repo and found.parts:
            from bot.cli.split_git_proof import prove_with_git  # noqa: PLC0415 - git is not needed for a diff

            sys.stderr.write(f"onesitting: {prove_with_git(arguments.repo, found, facts)}\n")
        sys.stderr.write(write_plan(found, facts, Path(arguments.write)))
    sys.stdout.write(render(found, arguments.format))
    if found.says == "not_analysed":
        return NOT_ANALYSED
    return FINE if found.says == "nothing" else FINDINGS


def plan(facts: PullRequestFacts, rules: Rules, weights: SplitWeights, contents: Contents) -> SplitPlan:
    """Look at a change and plan, as the server does."""
    return plan_of(look(facts, rules), weights, contents)


def render(found: SplitPlan, form: str) -> str:
    """Return the plan in one of FORMATS, ending in a newline."""
    if form == "json":
        return json.dumps(plain(found), ensure_ascii=False, indent=2) + "\n"
    if form == "sarif":
        from bot.cli.split_sarif import split_sarif  # noqa: PLC0415 - each format is imported only where asked for

        return json.dumps(split_sarif(found), ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        from bot.cli.split_text import plan_markdown  # noqa: PLC0415 - each format is imported only where asked for

        return plan_markdown(found)
    from bot.cli.split_text import plan_text  # noqa: PLC0415

    return plan_text(found)


def _weights(name: str | None) -> SplitWeights:
    try:
        return load_split_weights(Path(name) if name else None)
    except OSError as error:
        raise Refused(f"{name or 'the shipped weights'}: could not be read: {error.strerror}") from None
    except ValueError as error:
        raise Refused(f"{name or 'the shipped weights'}: {error}") from None
