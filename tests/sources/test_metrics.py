"""A metric over the network: allowed hosts, bound tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.policy.metric import Metric
from bot.policy.metric_hosts import MetricHost, MetricToken
from bot.sources.metrics import NetworkMetrics
from bot.sources.pinned import PinnedClient
from tests.sources.server import Server, says, serving
from tests.sources.test_pinned import Names

if TYPE_CHECKING:
    from pathlib import Path


def metrics(server: Server, *tokens: MetricToken, organisations: tuple[str, ...] = ()) -> NetworkMetrics:
    """Return a network on which one host is allowed."""
    host = MetricHost(server.origin, organisations, private=True, tokens=tokens)
    return NetworkMetrics((host,), PinnedClient(look_up=Names(*[("127.0.0.1",)] * 9)))


def metric(server: Server, name: str = "Checkouts") -> Metric:
    """Return a metric of a map that is read from the server."""
    return Metric(name, source="http", at=f"{server.origin}/x.json", pick="/value")


async def test_a_token_is_sent_for_its_metric_alone(tmp_path: Path) -> None:
    """Bound to organisation, name and host; a map that names the same host for another number gets none."""
    file = tmp_path / "token"
    file.write_text("s3cret\n")
    async with serving(says(b"{}")) as server:
        network = metrics(server, MetricToken("acme", "Checkouts", str(file)))
        await network.fetch("ACME", metric(server))
        await network.fetch("acme", metric(server, "Other"))
        await network.fetch("zeta", metric(server))
    assert [True, False, False] == ["Bearer s3cret" in head for head in server.heads]


async def test_a_host_that_is_not_allowed_is_not_asked() -> None:
    """Nor one that is allowed to another organisation, nor another port of it."""
    async with serving(says(b"{}")) as server:
        network = metrics(server, organisations=("acme",))
        other = Server(server.port - 1)
        for organisation, wanted in (("zeta", metric(server)), ("acme", metric(other))):
            found = await network.fetch(organisation, wanted)
            assert "is not among the hosts that the operator allowed" in found.failed
    assert [] == server.heads


async def test_prometheus_is_asked_an_instant_query() -> None:
    """Below its own path, with every character of the query kept."""
    async with serving(says(b"{}")) as server:
        query = 'sum(up{job="a&b"})'
        wanted = Metric("Up", source="prometheus", at=f"{server.origin}/prom/", pick=query)
        await metrics(server).fetch("acme", wanted)
    assert server.heads[0].startswith("GET /prom/api/v1/query?query=sum%28up%7Bjob%3D%22a%26b%22%7D%29 HTTP/1.1\r\n")


@pytest.mark.parametrize("content", [None, "", "two words", "line\nbreak"])
async def test_a_token_that_cannot_be_read_is_named(tmp_path: Path, content: str | None) -> None:
    """And nothing is asked without it."""
    file = tmp_path / "token"
    if content is not None:
        file.write_text(content)
    async with serving(says(b"{}")) as server:
        network = metrics(server, MetricToken("acme", "Checkouts", str(file)))
        assert "its token cannot be read; the log says why" == (await network.fetch("acme", metric(server))).failed
    assert [] == server.heads
