"""`onesitting score`: one change, or a batch, judged without GitHub and without a login."""

import argparse
import json
import sys

from bot.cli.batch import run_batch
from bot.cli.bundle import read_bundle
from bot.cli.change_source import add_change_arguments, read_change
from bot.cli.exits import FINDINGS, FINE, NOT_ANALYSED, Refused
from bot.cli.map_source import add_map_argument, read_map
from bot.cli.rules_source import read_rules
from bot.cli.split_contents import contents_of
from bot.facts.plain import Plain, plain
from bot.facts.pull_request import PullRequestFacts
from bot.facts.split import SplitPlan
from bot.facts.verdict import Verdict
from bot.journeys.planning import judged
from bot.shipped import load_split_weights

FORMATS = ("text", "json", "markdown", "sarif")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_change_arguments(parser)
    add_map_argument(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument(
        "--fail-on",
        choices=("act", "notice", "never"),
        default="act",
        help="leave with 1 from this level of finding on (default: act, what a person must act on)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Judge and print; the exit code says whether something is to be done."""
    rules, weights, ownership = read_rules(arguments), load_split_weights(), read_map(arguments)
    if arguments.batch:
        if arguments.format != "json":
            raise Refused("--batch answers in JSON lines: add --format json")

        def answer(value: object) -> Plain:
            return _row(judged(read_bundle(value), rules, weights, ownership=ownership)[0])

        return run_batch(arguments.batch, answer, sys.stdout)
    facts = read_change(arguments)
    verdict, plan = judged(facts, rules, weights, contents_of(arguments), ownership)
    sys.stdout.write(render(verdict, facts, arguments.format, plan))
    return exit_code(verdict, arguments.fail_on)


def exit_code(verdict: Verdict, fail_on: str) -> int:
    """Return the exit code for a verdict: 3 not analysed, 1 a finding at or above `fail_on`, else 0."""
    if verdict.band == "not_analysed":
        return NOT_ANALYSED
    levels = {"act": {"act"}, "notice": {"act", "notice"}, "never": set[str]()}[fail_on]
    return FINDINGS if any(finding.level in levels for finding in verdict.findings) else FINE


def render(verdict: Verdict, facts: PullRequestFacts, form: str, plan: SplitPlan | None = None) -> str:
    """Return the verdict in one of FORMATS, ending in a newline; Markdown shows the split plan, too."""
    if form == "json":
        return json.dumps(_row(verdict), ensure_ascii=False, indent=2) + "\n"
    if form == "sarif":
        from bot.cli.sarif import sarif  # noqa: PLC0415 - each format is imported only where asked for

        return json.dumps(sarif(verdict), ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        from bot.messages.markdown import heading  # noqa: PLC0415
        from bot.messages.pull_request import say_pull_request  # noqa: PLC0415

        check = say_pull_request(verdict, facts, plan=plan).check
        return f"# {heading(check.title)}\n\n{check.summary}\n\n{check.text}\n"
    from bot.cli.text import verdict_text  # noqa: PLC0415

    return verdict_text(verdict)


def _row(verdict: Verdict) -> Plain:
    return plain(verdict)
