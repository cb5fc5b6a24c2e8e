"""Schemas at the server's own address: where the first line of a generated file leads an editor."""

from __future__ import annotations

import json

import httpx
import pytest
from starlette.applications import Starlette

from bot.policy.schema_address import schema_line
from bot.web.schemas import schema_routes

HOME = "https://bot.example.org"


async def got(path: str) -> httpx.Response:
    """Ask for a path."""
    transport = httpx.ASGITransport(app=Starlette(routes=schema_routes()))
    async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
        return await client.get(path)


@pytest.mark.parametrize("name", ["onesitting", "ownership", "monday"])
async def test_the_address_in_a_file_leads_to_its_schema(name: str) -> None:
    """As JSON that any editor may read and keep for an hour."""
    answer = await got(schema_line(name, HOME).rstrip().rpartition("=")[2])
    assert answer.status_code == 200
    assert json.loads(answer.text)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert answer.headers["content-type"] == "application/schema+json"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/schemas/score-result.schema.json", "/schemas/..%2fapp.schema.json", "/schemas/"])
async def test_nothing_else_is_there(path: str) -> None:
    """Only what people write; no path leads out."""
    assert (await got(path)).status_code == 404


def test_without_an_address_there_is_no_line() -> None:
    """One that leads nowhere would be an error in every editor."""
    assert schema_line("onesitting", "") == ""
