"""Numbers that are read: from files on the practice GitHub, and from servers on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.policy.addresses import Origin
from bot.policy.metric_hosts import MetricHost
from tests.journeys.stage import OWNERSHIP
from tests.journeys.test_monday import Monday, reports
from tests.sources.server import floods, says, serving

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


BAD = """
version: 1
areas:
  flood: {owner: bo, keywords: [card], metric: {name: A, source: http, at: "%(flood)s/a", pick: /a}}
  inside: {owner: bo, keywords: [gone], metric: {name: B, source: http, at: "%(inside)s/b", pick: /a}}
  good: {owner: bo, keywords: [good], metric: {name: C, source: http, at: "%(good)s/c", pick: /data/0}}
"""


async def test_a_source_that_floods_or_leads_inside_is_named(tmp_path: Path) -> None:
    """Ten gigabytes are left at the limit, a redirect to an address of the house is not followed."""
    inside = says(b"", "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data")
    async with serving(says(b'{"data": [41.5]}')) as good, serving(floods) as flood, serving(inside) as away:
        ports = {"good": good.port, "flood": flood.port, "inside": away.port}
        origins = {name: Origin("http", "127.0.0.1", port) for name, port in ports.items()}
        stage = Monday(tmp_path, hosts=tuple(MetricHost(origin, private=True) for origin in origins.values()))
        stage.shop.commit({OWNERSHIP: BAD % origins})
        await stage.begin()
        await stage.pass_days(7)
        (report,) = reports(stage.reports)
        await stage.close()
    assert {
        "A": "source failed: 127.0.0.1 answered more than 1,000,000 bytes",
        "B": "source failed: 127.0.0.1 redirects elsewhere: name the address that it leads to",
        "C": "41.5",
    } == numbers(report.body or "")


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
