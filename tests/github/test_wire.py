"""Addresses of github.com and of GitHub Enterprise Server."""

from __future__ import annotations

import pytest

from bot.github.wire import graphql_address, web_address


@pytest.mark.parametrize(
    ("rest", "graphql", "web"),
    [
        ("https://api.github.com", "https://api.github.com/graphql", "https://github.com"),
        ("https://api.github.com/", "https://api.github.com/graphql", "https://github.com"),
        ("https://git.acme.example/api/v3", "https://git.acme.example/api/graphql", "https://git.acme.example"),
        ("https://api.acme.ghe.com", "https://api.acme.ghe.com/graphql", "https://acme.ghe.com"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000/graphql", "http://127.0.0.1:9000"),
    ],
)
def test_where_each_thing_is(rest: str, graphql: str, web: str) -> None:
    """From the one address a person sets, the two others follow."""
    assert (graphql_address(rest), web_address(rest)) == (graphql, web)
