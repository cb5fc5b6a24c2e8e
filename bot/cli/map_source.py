"""The ownership map that a command judges areas by: a file, or what stands at the base of a local range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.inputs import given_name, read_text
from bot.policy.yaml_tree import MAX_BYTES, read_yaml

if TYPE_CHECKING:
    import argparse

    from bot.policy.ownership import OwnershipMap


def add_map_argument(parser: argparse.ArgumentParser) -> None:
    """Describe the argument that names the map."""
    parser.add_argument(
        "--map",
        type=given_name,
        metavar="FILE",
        help="an ownership map, to name areas and owners (default with --repo: the one at the range's base)",
    )


def read_map(arguments: argparse.Namespace) -> OwnershipMap | None:
    """Return the map for these arguments, None where there is none; raises RuleError with line and column."""
    if arguments.map:
        return _owned(read_text(arguments.map, 16 * MAX_BYTES), arguments.map)
    if arguments.repo and arguments.range:
        from bot.cli.local import read_at_base  # noqa: PLC0415 - git is not needed for a diff
        from bot.policy.ownership_file import SOURCE  # noqa: PLC0415 - most changes are judged without a map

        text, revision = read_at_base(arguments.repo, arguments.range, SOURCE)
        return None if text is None else _owned(text, SOURCE, revision)
    return None


def _owned(text: str, source: str, revision: str = "") -> OwnershipMap:
    from bot.policy.ownership import read_ownership  # noqa: PLC0415 - its shapes are a tenth of the start

    return read_ownership((read_yaml(text, source, revision),))[0]
