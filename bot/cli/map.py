"""`onesitting map`: a form's dropdown from the map, a first map from a repository, keywords that labels suggest."""

import argparse
import json
import os
import sys
from pathlib import Path

from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.cli.inputs import given_name, read_json, read_text
from bot.facts.plain import plain
from bot.messages.terminal import for_terminal
from bot.policy.codeowners import read_codeowners
from bot.policy.form_dropdown import form_dropdown
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.schema_address import schema_line
from bot.policy.starter_map import KnownLabel, starter_map
from bot.policy.yaml_tree import MAX_BYTES, Mapping, Node, Scalar, Sequence, read_yaml
from bot.settings import SettingsError, read_public_url

CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks, in its order."""

LABELS = (".github/labels.yml", ".github/labels.yaml")
LABELLERS = (".github/labeler.yml", ".github/labeler.yaml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the three commands."""
    parsers = parser.add_subparsers(dest="what", metavar="form|init|suggest", required=True)
    form = parsers.add_parser("form", help="print the dropdown of an issue form, generated from the map")
    form.add_argument("--map", type=given_name, required=True, metavar="FILE", help="the ownership map")
    init = parsers.add_parser("init", help="print a first map, from CODEOWNERS and the labels of a repository")
    init.add_argument("--repo", type=given_name, required=True, metavar="DIR", help="a checkout of the repository")
    init.add_argument(
        "--labels",
        type=given_name,
        metavar="FILE",
        help="its labels as JSON: gh label list --limit 1000 --json name,description",
    )
    suggest = parsers.add_parser(
        "suggest", help="print words that labelled issues suggest as keywords; nothing is adopted"
    )
    suggest.add_argument("--map", type=given_name, required=True, metavar="FILE", help="the ownership map")
    suggest.add_argument(
        "--history",
        type=given_name,
        required=True,
        metavar="FILE",
        help="labelled issues, as `onesitting route` reads them",
    )
    suggest.add_argument("--most", type=int, default=8, metavar="N", help="words an area (default: 8)")
    suggest.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print what was asked for; nothing is written anywhere."""
    if arguments.what == "form":
        sys.stdout.write(form_dropdown(_read_map(arguments.map)))
    elif arguments.what == "init":
        text = _init(Path(arguments.repo), arguments.labels)
        sys.stdout.write(schema_line("ownership", _home()) + text)
    else:
        return _suggest(arguments)
    return FINE


def _home() -> str:
    try:
        return read_public_url(os.environ)
    except SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None


def _read_map(name: str) -> OwnershipMap:
    return read_ownership((read_yaml(read_text(name, 16 * MAX_BYTES), name),))[0]


def _init(folder: Path, labels: str | None) -> str:
    if not folder.is_dir():
        raise Refused(f"{folder}: there is no such folder")
    owners = next((folder / name for name in CODEOWNERS if (folder / name).is_file()), None)
    known = _labels_in(folder) + (_labels_from(labels) if labels else ())
    if owners is None and not known:
        says = f"{folder}: there is no CODEOWNERS, no .github/labels.yml and no .github/labeler.yml to begin with"
        raise Refused(f"{says}; name its labels with --labels FILE", NOT_ANALYSED)
    return starter_map(read_codeowners(read_text(str(owners))) if owners else (), known)


def _labels_in(folder: Path) -> tuple[KnownLabel, ...]:
    """Return the labels that a repository writes down: as a list, and as what its labeller sets."""
    found: list[KnownLabel] = []
    for name in (*LABELS, *LABELLERS):
        if (folder / name).is_file():
            root = read_yaml(read_text(str(folder / name)), name).root
            if isinstance(root, Sequence):
                found += [KnownLabel(_field(item, "name"), _field(item, "description")) for item in root.items]
            elif isinstance(root, Mapping):
                found += [KnownLabel(entry.key) for entry in root.entries]
    return tuple(label for label in found if label.name)


def _field(item: Node, key: str) -> str:
    if isinstance(item, Scalar):
        return (item.text or "") if key == "name" else ""
    entries = item.entries if isinstance(item, Mapping) else ()
    values = (entry.value for entry in entries if entry.key == key)
    return next((value.text or "" for value in values if isinstance(value, Scalar)), "")


def _labels_from(name: str) -> tuple[KnownLabel, ...]:
    listed = read_json(name)
    if not isinstance(listed, list) or not all(
        isinstance(each, dict) and isinstance(each.get("name"), str) for each in listed
    ):
        raise Refused(f"{name} is not a list of labels, each an object with a `name`")
    return tuple(KnownLabel(each["name"], str(each.get("description") or "")) for each in listed)


def _suggest(arguments: argparse.Namespace) -> int:
    from bot.cli.route_history import read_lessons  # noqa: PLC0415 - loads numpy
    from bot.triage.suggestions import suggest_keywords  # noqa: PLC0415 - after it

    if arguments.most < 1:
        raise Refused("--most is a number of words, 1 or more")
    ownership = _read_map(arguments.map)
    rows = read_lessons(arguments.history, ownership)
    if not rows:
        raise Refused(f"{arguments.history}: there is nothing to learn words from", NOT_ANALYSED)
    found = suggest_keywords(rows, ownership, arguments.most)
    if arguments.format == "json":
        sys.stdout.write(json.dumps(plain(found), ensure_ascii=False, indent=2) + "\n")
        return FINE
    lines = [
        f"Words of {len(rows):,} labelled issues that the map does not know. Take what describes an area, or nothing."
    ]
    for area in ownership.areas:
        mine = [each for each in found if each.area == area.id]
        lines += ["", f"{area.id} ({area.owner})"] if mine else []
        lines += [f"  {each.word}: in {each.here} of its issues, in {each.elsewhere} others" for each in mine]
    sys.stdout.write("\n".join(map(for_terminal, lines)) + "\n")
    return FINE
