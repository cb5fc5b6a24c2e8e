"""Numbers that are read: from files on the practice GitHub, and from servers on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.policy.addresses import Origin
from bot.policy.metric_hosts import MetricHost
from tests.journeys.stage import OWNERSHIP
from tests.journeys.test_monday import Monday, reports
from tests.sources.server import says, serving

if TYPE_CHECKING:
    from pathlib import Path

MAP = """
version: 1
areas:
  file: {owner: bo, keywords: [card], metric: {name: A, source: csv, at: "acme/shop:m.csv", pick: orders}}
  gone: {owner: bo, keywords: [gone], metric: {name: B, source: json, at: "acme/shop:none.json", pick: /a}}
  else: {owner: bo, keywords: [else], metric: {name: C, source: json, at: "zeta/store:m.json", pick: /a}}
  good: {owner: bo, keywords: [good], metric: {name: D, source: http, at: "%(good)s/d", pick: /data/0}}
  html: {owner: bo, keywords: [html], metric: {name: E, source: http, at: "%(html)s/e", pick: /data/0}}
  far: {owner: bo, keywords: [far], metric: {name: F, source: http, at: "https://metrics.example/f"}}
  hand: {owner: bo, keywords: [hand], metric: {name: G}}
"""


def numbers(body: str) -> dict[str, str]:
    """Return the number of each metric, as the report's table shows it."""
    cells = [line.split(" | ") for line in body.splitlines() if line.startswith("| `bo` | ")]
    return {row[2]: row[3].replace("\u200b", "").replace("\\", "") for row in cells if len(row) > 7}


async def test_one_bad_source_keeps_no_other_waiting(tmp_path: Path) -> None:
    """Each is read or says why not, and the report is posted."""
    async with serving(says(b'{"data": [41.5]}')) as good, serving(says(b"<html>Log in</html>")) as html:
        origins = {name: Origin("http", "127.0.0.1", port) for name, port in (("good", good.port), ("html", html.port))}
        hosts = tuple(MetricHost(origin, private=True) for origin in origins.values())
        stage = Monday(tmp_path, hosts=hosts)
        stage.shop.commit({OWNERSHIP: MAP % origins, "m.csv": "week,orders\n2026-W45,120\n2026-W46,130\n"})
        await stage.begin()
        await stage.pass_days(7)
        (report,) = reports(stage.reports)
        await stage.close()
    assert {
        "A": "120",
        "B": "source failed: there is no file none.json in acme/shop that the app may read",
        "C": "source failed: zeta/store does not belong to acme",
        "D": "41.5",
        "E": "source failed: it answered HTML, not JSON",
        "F": "source failed: https:&#8203;//metrics.example is not among the hosts that the operator allowed",
        "G": "not reported",
    } == numbers(report.body or "")
