"""`onesitting route`: whose feedback is this, by an ownership map, without GitHub."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.cli.batch import run_batch
from bot.cli.exits import FINE, Refused
from bot.cli.inputs import given_name, read_json, read_text
from bot.facts.issue import IssueFacts
from bot.facts.people import Account
from bot.facts.plain import Plain, plain
from bot.facts.routing import Routing
from bot.messages.terminal import for_terminal
from bot.policy.kinds import KindRules, read_kinds
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.yaml_tree import MAX_BYTES, read_yaml
from bot.shipped import load
from bot.triage.cascade import route_issue
from bot.triage.opinion import Learned


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--map", type=given_name, required=True, metavar="FILE", help="the ownership map (.github/ownership.yml)"
    )
    parser.add_argument(
        "--history",
        type=given_name,
        metavar="FILE",
        help="labelled issues to learn from, one a line: id, title, body, areas, created_at",
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--input", type=given_name, metavar="ISSUE.json", help="one issue as a JSON object; - for standard input"
    )
    source.add_argument(
        "--batch", type=given_name, metavar="FILE", help="one issue a line, one answer a line; - for standard input"
    )
    source.add_argument("--replay", action="store_true", help="predict, then learn, the last issues of --history")
    parser.add_argument("--last", type=int, default=600, metavar="N", help="issues to replay (default: 600)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Route and print; an unreadable map is an error of configuration."""
    ownership, warnings = read_ownership((read_yaml(read_text(arguments.map, 16 * MAX_BYTES), arguments.map),))
    kinds = read_kinds(load())
    for warning in warnings:
        sys.stderr.write(for_terminal(f"warning: {warning}") + "\n")
    if arguments.batch and arguments.format != "json":
        raise Refused("--batch answers in JSON lines: add --format json")
    if arguments.replay:
        return _replayed(arguments, ownership)
    learned = _learned(arguments, ownership)
    if arguments.batch:
        return run_batch(arguments.batch, lambda value: answer(value, ownership, kinds, learned), sys.stdout)
    value = read_json(arguments.input)
    if arguments.format == "json":
        sys.stdout.write(json.dumps(answer(value, ownership, kinds, learned), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(routing_text(route_issue(read_issue(value), ownership, kinds, learned)))
    return FINE


def _learned(arguments: argparse.Namespace, ownership: OwnershipMap) -> Learned | None:
    """Return what --history teaches; only then is a numbers library loaded."""
    if not arguments.history:
        return None
    if arguments.history == "-" and "-" in {arguments.batch, arguments.input}:
        raise Refused("--history and the issues cannot both come from standard input: put one of them in a file")
    from bot.cli.route_history import fit_history  # noqa: PLC0415 - loads numpy

    return fit_history(arguments.history, ownership)


def _replayed(arguments: argparse.Namespace, ownership: OwnershipMap) -> int:
    if not arguments.history:
        raise Refused("--replay needs labelled issues: add --history FILE")
    if arguments.last < 1:
        raise Refused("--last is a number of issues, 1 or more")
    from bot.cli.route_replay import run_replay  # noqa: PLC0415 - loads numpy

    return run_replay(arguments.history, ownership, arguments.last, as_json=arguments.format == "json")


def answer(value: object, ownership: OwnershipMap, kinds: KindRules, learned: Learned | None = None) -> Plain:
    """Route one issue: the whole decision as JSON."""
    return plain(route_issue(read_issue(value), ownership, kinds, learned))


def read_issue(value: object) -> IssueFacts:
    """Return a JSON object (schemas/issue-bundle.schema.json) as facts; unknown keys are ignored."""
    if not isinstance(value, Mapping):
        raise Refused("the issue is not a JSON object")
    ident = value.get("id", value.get("number", ""))
    author = value.get("author")
    account = Account(author) if isinstance(author, str) else _account(author)
    return IssueFacts(
        id=str(ident) if isinstance(ident, str | int) else "",
        title=_text(value, "title"),
        body=_text(value, "body"),
        author=account,
        author_association=_text(value, "author_association") or "NONE",
        labels=_names(value, "labels"),
        assignees=_names(value, "assignees"),
        created_at=_time(value, "created_at"),
    )


def routing_text(routing: Routing) -> str:
    """Return the decision in words for the terminal."""
    to = f"{routing.area} (owner {routing.owner})" if routing.routed else "nobody on its own"
    lines = [f"Goes to {to}: {routing.why}", f"  kind: {routing.kind.replace('_', ' ')}"]
    if not routing.routed and routing.owner:
        lines.append(f"  looked at by {routing.owner}")
    lines += [
        f"  {sign.step.replace('_', ' ')}: `{sign.found}` in the {sign.where} -> {sign.area}"
        for sign in routing.evidence[:8]
    ]
    if routing.asks:
        lines.append("  too short to tell: the reporter is asked for more")
    if len(routing.candidates) > 1:
        lines.append("  candidates: " + ", ".join(f"{c.area} {c.score:.2f}" for c in routing.candidates[:3]))
    return "\n".join(for_terminal(line) for line in lines) + "\n"


def _account(value: object) -> Account:
    if not isinstance(value, Mapping):
        return Account("")
    number = value.get("id")
    return Account(_text(value, "login"), number if isinstance(number, int) else 0, _text(value, "type") or "User")


def _text(value: Mapping[str, object], key: str) -> str:
    found = value.get(key)
    if found is None or isinstance(found, str):
        return found or ""
    raise Refused(f"`{key}` is not text")


def _names(value: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = value.get(key) or []
    if not isinstance(found, list):
        raise Refused(f"`{key}` is not a list")
    names = [item.get("name") or item.get("login") if isinstance(item, Mapping) else item for item in found]
    if not all(name is None or isinstance(name, str) for name in names):
        raise Refused(f"`{key}` holds something that is not a name")
    return tuple(sorted(str(name) for name in names if name))


def _time(value: Mapping[str, object], key: str) -> datetime | None:
    text = _text(value, key)
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(f"`{key}` is not an ISO 8601 time") from None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
