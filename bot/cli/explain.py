"""`onesitting explain`: every rule that was looked at, fired or not, with value, limit and where it stands."""

import argparse
import json
import os
import sys

from bot.cli.change_source import add_change_arguments, read_change
from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.cli.map_source import add_map_argument, read_map
from bot.cli.rules_source import read_rules
from bot.cli.split_contents import contents_of
from bot.facts.plain import plain
from bot.journeys.planning import judged
from bot.shipped import load_split_weights

_SUBJECT = (
    "a pull request or an issue on GitHub, with the server's settings from the environment: what the bot thinks of it "
    "and what it would write; nothing is written"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_change_arguments(parser, subject=_SUBJECT)
    add_map_argument(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Judge and print how the verdict came about; findings do not change the exit code."""
    if arguments.batch:
        raise Refused("explain takes one change at a time: OWNER/REPO#7, --input, --diff, or --repo with --range")
    if arguments.subject:
        from bot.cli.explain_github import explain_on_github  # noqa: PLC0415 - a diff needs no GitHub client

        return explain_on_github(arguments.subject, os.environ, as_json=arguments.format == "json")
    facts, rules, ownership = read_change(arguments), read_rules(arguments), read_map(arguments)
    verdict, _ = judged(facts, rules, load_split_weights(), contents_of(arguments), ownership)
    if arguments.format == "json":
        sys.stdout.write(json.dumps(plain(verdict), ensure_ascii=False, indent=2) + "\n")
    else:
        from bot.cli.text import explanation_text  # noqa: PLC0415 - not needed for JSON

        sys.stdout.write(explanation_text(verdict))
    return NOT_ANALYSED if verdict.band == "not_analysed" else FINE
