from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from tests.practice.wire import as_app

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.practice import PracticeGitHub


def _answering(*statuses: int) -> httpx.AsyncClient:
    left = list(statuses)

    async def take(_request: Request) -> Response:
        return Response(status_code=left.pop(0) if left else 202)

    app = Starlette(routes=[Route("/hook", take, methods=["POST"])])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bot")


async def test_deliveries_are_listed_newest_first_by_cursor(practice: PracticeGitHub) -> None:
    """Every attempt once, page by page, until there is no next."""
    shop = practice.create_repository("acme/shop")
    practice.install("acme")
    for number in range(7):
        shop.open_issue(title=str(number), author=practice.account("ada"))
    await practice.deliver(_answering(), "/hook")
    async with as_app(practice) as client:
        page = await client.get("/app/hook/deliveries?per_page=3")
        listed = page.json()
        while "next" in page.links:
            page = await client.get(page.links["next"]["url"])
            listed += page.json()
    assert [item["id"] for item in listed] == [attempt.id for attempt in reversed(practice.deliveries)]
    assert len(listed) == 8


async def test_a_failed_delivery_is_attempted_again_with_its_guid(practice: PracticeGitHub) -> None:
    """The app asks for it, and it comes once more."""
    shop = practice.create_repository("acme/shop")
    practice.install("acme")
    practice.pending.clear()
    shop.open_issue(title="I", author=practice.account("ada"))
    bot = _answering(500, 202)
    await practice.deliver(bot, "/hook")
    async with as_app(practice) as client:
        (failed,) = (await client.get("/app/hook/deliveries?status=failure")).json()
        asked = await client.post(f"/app/hook/deliveries/{failed['id']}/attempts")
        await practice.deliver(bot, "/hook")
        newest = (await client.get("/app/hook/deliveries")).json()[0]
        whole = (await client.get(f"/app/hook/deliveries/{newest['id']}")).json()
    assert (asked.status_code, failed["status_code"], newest["status_code"]) == (202, 500, 202)
    assert (newest["guid"], newest["redelivery"]) == (failed["guid"], True)
    assert whole["request"]["payload"]["action"] == "opened"
