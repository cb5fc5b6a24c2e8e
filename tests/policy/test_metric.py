"""A metric as a map writes it, and the hosts as the operator does."""

from __future__ import annotations

import pytest

from bot.facts.errors import RuleError
from bot.policy.addresses import Origin, read_address
from bot.policy.decode import decode
from bot.policy.metric import Metric
from bot.policy.metric_hosts import MetricHost
from bot.policy.yaml_tree import read_yaml


@pytest.mark.parametrize(
    "text",
    [
        "{name: n}",
        "{name: n, source: csv, at: 'acme/shop:metrics/a b.csv', pick: orders}",
        "{name: n, source: json, at: 'acme/shop:m.json', pick: /a/0/~1b}",
        "{name: n, source: http, at: 'https://metrics.example:8443/x?y=1'}",
        "{name: n, source: prometheus, at: 'http://prometheus.internal', pick: up}",
    ],
)
def test_each_source_can_be_written(text: str) -> None:
    """As the documentation shows it."""
    assert "n" == decode(read_yaml(text, "map.yml"), Metric).name


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{name: n, source: htp}", "did you mean `http`"),
        ("{name: n, source: http}", "needs `at`"),
        ("{name: n, pick: /a}", "name its `source`"),
        ("{name: n, source: csv, at: 'acme/shop:m.csv'}", "needs `pick`"),
        ("{name: n, source: csv, at: 'm.csv', pick: a}", "a file is written like"),
        ("{name: n, source: csv, at: 'acme/shop:../m.csv', pick: a}", "a file is written like"),
        ("{name: n, source: json, at: 'acme/shop:m.json', pick: $.a}", "JSON Pointer"),
        ("{name: n, source: http, at: 'file:///etc/passwd'}", "an address is written like"),
        ("{name: n, source: http, at: 'https://user:x@metrics.example/'}", "without login"),
        ("{name: n, source: http, at: 'https://metrics.example#@evil.example/'}", "without login"),
        ("{name: n, source: http, at: 'https://metrics.example\\@evil.example/'}", "without login"),
        ("{name: n, source: http, at: 'https://metrics.example:99999/'}", "no such port"),
        ("{name: n, source: http, at: 'https://[::1]/'}", "an address is written like"),
    ],
)
def test_what_could_not_be_read_is_refused(text: str, says: str) -> None:
    """Where it stands, before anything is asked."""
    with pytest.raises(RuleError) as caught:
        decode(read_yaml(text, "map.yml"), Metric)
    assert says in str(caught.value)


def test_an_address_is_a_host_and_what_it_is_asked() -> None:
    """Capitals and the usual port make no other host."""
    assert (Origin("https", "m.example", 443), "/a?b=c") == read_address("https://M.example:443/a?b=c")
    assert "https://m.example" == str(read_address("https://m.example")[0])
    assert "http://m.example:9090" == str(Origin.from_yaml("http://m.example:9090/"))


def test_a_token_does_not_travel_in_clear_text() -> None:
    """Unless the operator says that the network is a private one."""
    host = "{origin: 'http://m.example', %s tokens: [{organisation: a, metric: n, file: f}]}"
    assert decode(read_yaml(host % "private: true,", "f.yml"), MetricHost).private
    with pytest.raises(RuleError, match="in clear text"):
        decode(read_yaml(host % "", "f.yml"), MetricHost)
