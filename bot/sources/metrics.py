"""A metric that is read over the network: from a host that the operator allowed, with the token that is bound to it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.facts.source import Fetched
from bot.policy.addresses import read_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.policy.metric import Metric
    from bot.policy.metric_hosts import MetricHost, MetricToken
    from bot.sources.pinned import PinnedClient

LOG = logging.getLogger(__name__)
MOST_TOKEN = 10_000


@dataclass(frozen=True, slots=True)
class NetworkMetrics:
    """`hosts` are those of the operator's file; a map can name one of them and no other."""

    hosts: Sequence[MetricHost]
    client: PinnedClient

    async def fetch(self, organisation: str, metric: Metric) -> Fetched:
        """Return what a source of kind http or prometheus answers, or why it does not. Never raises."""
        origin, target = read_address(metric.at)
        host = next((each for each in self.hosts if each.origin == origin), None)
        if host is None or not host.is_open_to(organisation):
            return Fetched(failed=f"{origin} is not among the hosts that the operator allowed")
        token = host.token_for(organisation, metric.name)
        bearer = await asyncio.to_thread(_read_token, token) if token is not None else ""
        if bearer is None:
            return Fetched(failed="its token cannot be read; the log says why")
        if metric.source == "prometheus":
            base = target.partition("?")[0].rstrip("/")
            target = f"{base}/api/v1/query?query={quote(metric.pick, safe='')}"
        return await self.client.get(origin, target, private=host.private, bearer=bearer)


def _read_token(token: MetricToken) -> str | None:
    try:
        with Path(token.file).open(encoding="ascii") as file:
            text = file.read(MOST_TOKEN).strip()
    except (OSError, UnicodeDecodeError) as error:
        LOG.warning("the token of metric %r cannot be read: %s", token.metric, type(error).__name__)
        return None
    if not text or not text.isprintable() or " " in text:
        LOG.warning("the token of metric %r is not one line of printable characters", token.metric)
        return None
    return text
