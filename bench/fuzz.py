"""Drives a parser of foreign bytes with coverage: `python bench/fuzz.py door|yaml|diff [-max_total_time=300]`.

Needs `atheris` (`pip install atheris`), which is no dependency: it is run by hand, for minutes. Whatever is raised that
the parser does not promise ends the run and leaves the input in a file `crash-…`. Options behind the name are
libFuzzer's.
"""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

atheris = import_module("atheris")
with atheris.instrument_imports(include=["bot"]):
    from bot.facts.errors import Rejected, RuleError
    from bot.ingress.event import action_of, installation_of, read_headers, read_payload
    from bot.ingress.signature import Seal, read_signature
    from bot.journeys.pressing import pressed_button
    from bot.journeys.standing import standing_change
    from bot.journeys.ticking import ticked_boxes
    from bot.journeys.timetable import TIMETABLE, subjects
    from bot.journeys.transferring import transferred_issue
    from bot.policy.decode import decode
    from bot.policy.ownership_file import OwnershipFile
    from bot.policy.repository import RepositoryRules
    from bot.policy.yaml_tree import read_yaml
    from bot.reading.diff import read_diff
    from bot.reading.patch import read_patch

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.facts.problems import Problem

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 2, tzinfo=UTC)
EVENTS = sorted({line.event for line in TIMETABLE} | {"installation", "installation_repositories", "repository"})

PAYLOAD: dict[str, object] = {
    "action": "opened", "installation": {"id": 1, "account": {"login": "acme"}, "permissions": {"checks": "write"}},
    "repository": {"id": 101, "full_name": "acme/shop"}, "pull_request": {"number": 7}, "issue": {"number": 8},
    "comment": {"id": 9, "body": "/onesitting help\n- [x] one", "user": {"id": 5, "type": "User"}},
    "changes": {"body": {"from": "- [ ] one"}}, "sender": {"id": 5, "type": "User"},
    "check_run": {"head_sha": "a" * 40, "app": {"id": 4711}, "pull_requests": [{"number": 7}]},
    "requested_action": {"identifier": "observe"}, "merge_group": {"head_sha": "b" * 40},
}  # fmt: skip
"""What is mutated: everything that any reader of payloads looks at."""
MOSTLY = 13
ACTIONS = sorted({action for line in TIMETABLE for action in line.actions} | {"transferred", "renamed", "suspend"})


def door(data: bytes) -> None:
    """Read a signature, headers and a payload, and what they are about."""
    read_signature([data[:80]])
    Seal([b"secret"]).update(data)
    text = data[:64].decode("latin-1")
    with suppress(Rejected):
        read_headers({"x-github-event": text, "x-github-delivery": text})
    with suppress(Rejected):
        _understand(read_payload(data))
    provider = atheris.FuzzedDataProvider(data)
    crooked = json.dumps(_crooked(provider, PAYLOAD)).encode()
    with suppress(Rejected):
        _understand(read_payload(crooked))


def _crooked(provider: Any, value: object) -> object:  # noqa: ANN401 - atheris has no types
    """Return a payload in which here and there something else stands."""
    kind = provider.ConsumeIntInRange(0, 20)  # 0 where nothing is left: then all stays
    if kind >= MOSTLY:
        odd: tuple[object, ...] = (
            None, [], {}, provider.ConsumeInt(9), provider.ConsumeUnicode(20), provider.ConsumeBool(), [value],
            provider.PickValueInList(ACTIONS),
        )  # fmt: skip
        return odd[kind - MOSTLY]
    if isinstance(value, dict):
        return {key: _crooked(provider, part) for key, part in value.items()}
    return [_crooked(provider, part) for part in value] if isinstance(value, list) else value


def _understand(payload: dict[str, object]) -> None:
    installation_of(payload), action_of(payload), ticked_boxes(payload, 4711, NOW)
    pressed_button(payload), transferred_issue(payload, NOW)
    for event in EVENTS:
        subjects(event, payload, app_id=4711, bot_id=1)
        standing_change(event, payload)


def yaml(data: bytes) -> None:
    """Read a file of rules, or a map, that somebody wrote into a repository."""
    text = data.decode("utf-8", "replace")
    for form in (RepositoryRules, OwnershipFile):
        problems = _problems(text, form)
        assert all(problem.line > 0 for problem in problems), problems


def _problems(text: str, form: type) -> tuple[Problem, ...]:
    try:
        decode(read_yaml(text, "fuzzed.yml"), form)
    except RuleError as error:
        return error.problems
    return ()


def diff(data: bytes) -> None:
    """Read a diff of git's, and a patch as GitHub shows one."""
    text = data.decode("utf-8", "replace")
    for file in read_diff(text):
        assert file.additions >= 0, file
        assert file.deletions >= 0, file
    try:
        read_patch(text)
    except ValueError:
        return


def seeds(name: str) -> list[bytes]:
    """Return inputs to begin with."""
    if name == "yaml":
        files = (*ROOT.glob("docs/*.yml"), *ROOT.glob("rules/*.yml"), *ROOT.glob("tests/**/*.yml"))
        return [file.read_bytes()[:20_000] for file in files]
    if name == "diff":
        header = "diff --git a/a.py b/a.py\nindex 1..2 100644\n--- a/a.py\n+++ b/a.py\n"
        hunk = "@@ -1,2 +1,3 @@ def f():\n same\n-old\n+new\n+more\n\\ No newline at end of file\n"
        renamed = "diff --git a/a b/b\nsimilarity index 90%\nrename from a\nrename to b\n"
        return [(header + hunk).encode(), (renamed + header.partition("\n")[2] + hunk).encode(), hunk.encode()]
    return [json.dumps({**PAYLOAD, "action": action}).encode() for action in ("opened", "edited", "requested_action")]


def main() -> None:
    """Run until told to stop."""
    parsers: dict[str, Callable[[bytes], None]] = {"door": door, "yaml": yaml, "diff": diff}
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in parsers:
        sys.exit(f"say which parser: {', '.join(parsers)}")
    with tempfile.TemporaryDirectory(prefix="onesitting-fuzz-") as corpus:
        for number, seed in enumerate(seeds(name)):
            Path(corpus, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], corpus], parsers[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
