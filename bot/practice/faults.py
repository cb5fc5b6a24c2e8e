"""Faults on demand: what GitHub does on bad days, per route.

practice.fault("POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", status=502, after=True)
practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}", status=404, times=2, each_path=True)
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.practice.routes.call import Call

_NAME = re.compile(r"\{[^}]*\}")


@dataclass(slots=True, eq=False)
class Fault:
    """One fault. `hits` counts how often it struck.

    `route` is a template; the names between braces do not matter, and "*" is every route. `status`, `body` and
    `headers` are what is answered instead; with `after` they are answered although the thing was done. `drop` does it
    and breaks the connection. `delay` waits that many seconds first. `times` None is for ever; with `each_path` every
    path is counted by itself: a new thing cannot be read at first (eventual consistency). `only` narrows further;
    `operation` is a GraphQL operation's name.
    """

    method: str
    route: str
    status: int | None = None
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drop: bool = False
    after: bool = False
    times: int | None = 1
    each_path: bool = False
    operation: str = ""
    only: Callable[[Call], bool] | None = None
    hits: int = 0
    active: bool = True
    _seen: Counter[str] = field(default_factory=Counter)

    def clear(self) -> None:
        """Strike no more."""
        self.active = False

    def strikes(self, call: Call) -> bool:
        """Tell whether it strikes this call, and count it."""
        if not self.active or (self.method not in ("*", call.method)):
            return False
        if self.route != "*" and _NAME.sub("{}", self.route) != _NAME.sub("{}", call.endpoint.template):
            return False
        if (self.operation and self.operation != call.operation) or (self.only is not None and not self.only(call)):
            return False
        key = call.path if self.each_path else ""
        if self.times is not None and self._seen[key] >= self.times:
            return False
        self._seen[key] += 1
        self.hits += 1
        return True
