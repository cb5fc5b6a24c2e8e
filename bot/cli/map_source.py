"""The ownership map that a command judges areas by: a file, or what stands at the base of a local range."""

import argparse

from bot.cli.inputs import given_name, read_text
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.ownership_file import SOURCE
from bot.policy.yaml_tree import MAX_BYTES, read_yaml


def add_map_argument(parser: argparse.ArgumentParser) -> None:
    """Describe the argument that names the map."""
    parser.add_argument(
        "--map",
        type=given_name,
        metavar="FILE",
        help=f"an ownership map, to name areas and owners (default with --repo: {SOURCE} as it stands at the range's "
        "base)",
    )


def read_map(arguments: argparse.Namespace) -> OwnershipMap:
    """Return the map for these arguments, an empty one where there is none; raises RuleError with line and column."""
    if arguments.map:
        return read_ownership((read_yaml(read_text(arguments.map, 16 * MAX_BYTES), arguments.map),))[0]
    if arguments.repo and arguments.range:
        from bot.cli.local import read_at_base  # noqa: PLC0415 - git is not needed for a diff

        text, revision = read_at_base(arguments.repo, arguments.range, SOURCE)
        return OwnershipMap() if text is None else read_ownership((read_yaml(text, SOURCE, revision),))[0]
    return OwnershipMap()
