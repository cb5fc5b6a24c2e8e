"""`onesitting config`: the settings in force, shipped < organisation < repository, and where each was written."""

import argparse
import json
import os
import sys
from pathlib import Path

from bot.cli.exits import FINE, USAGE, Refused
from bot.cli.inputs import given_name, given_repository, read_text
from bot.facts.configuration import Setting
from bot.facts.plain import plain
from bot.facts.rule_text import RuleText, SettingsTexts
from bot.facts.verdict import Mode
from bot.journeys.rules import RulesInForce, rules_in_force
from bot.messages.settings_table import settings_text
from bot.messages.terminal import for_terminal
from bot.policy.repository import SOURCE
from bot.policy.yaml_tree import MAX_BYTES
from bot.shipped import load

DEFAULT: Mode = "observe"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--explain", action="store_true", help="name the file, line and commit of every value")
    parser.add_argument(
        "--repo",
        type=given_repository,
        metavar="OWNER/REPO",
        help="a repository on GitHub, with the server's settings: asks GitHub as its app",
    )
    parser.add_argument("--file", type=given_name, metavar="FILE", help=f"a repository's settings (default: {SOURCE})")
    parser.add_argument("--organisation", type=given_name, metavar="FILE", help="the settings of its organisation")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the settings; leaves with 2 where a file cannot be used, after showing what holds instead."""
    if arguments.repo and (arguments.file or arguments.organisation):
        raise Refused("name either --repo, or files: both at once leaves open which one is meant")
    texts, mode = _local(arguments), DEFAULT
    if arguments.repo:
        from bot.cli.config_github import settings_from_github  # noqa: PLC0415 - files need no GitHub client

        texts, mode = settings_from_github(arguments.repo, os.environ)
    shipped = load()
    in_force = rules_in_force(shipped, texts, mode)
    _show(in_force.settings(shipped, mode), arguments)
    return _told(in_force)


def _show(settings: tuple[Setting, ...], arguments: argparse.Namespace) -> None:
    if arguments.format == "json":
        sys.stdout.write(json.dumps(plain(settings), ensure_ascii=False, indent=2) + "\n")
        return
    for line in settings_text(settings, explain=arguments.explain):
        sys.stdout.write(for_terminal(line) + "\n")


def _told(in_force: RulesInForce) -> int:
    for broken in in_force.broken:
        sys.stderr.write(f"onesitting: the {broken.layer}'s settings are not in force\n")
        for problem in broken.problems:
            sys.stderr.write(for_terminal(f"  {problem}") + "\n")
    if in_force.broken:
        sys.stderr.write("onesitting: `onesitting lint FILE` names every error of a file\n")
    return USAGE if in_force.broken else FINE


def _local(arguments: argparse.Namespace) -> SettingsTexts:
    name = arguments.file or (SOURCE if Path(SOURCE).is_file() else None)
    return SettingsTexts(_text(name), _text(arguments.organisation))


def _text(name: str | None) -> RuleText | None:
    return RuleText(name, read_text(name, 16 * MAX_BYTES), "") if name else None
