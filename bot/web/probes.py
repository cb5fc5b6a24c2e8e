"""The pages for machines: is the process alive, is it ready to take deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.inbox.queue import QueueHealth


def routes(
    health: Callable[[datetime], Awaitable[QueueHealth]],
    now: Callable[[], datetime],
    last_answer_at: Callable[[], datetime | None] = lambda: None,
) -> list[Route]:
    """Return `/livez` and `/readyz`. `health` is the queue's, `last_answer_at` when GitHub last answered us.

    Ready means that the database answers. A queue that has grown old, or a GitHub that has long not answered, is told
    as a number and does not make the door unready: turning deliveries away would lose them, not speed anything up.
    """

    async def livez(_: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def readyz(_: Request) -> Response:
        try:
            queue = await health(now())
        except DatabaseUnavailable:
            return JSONResponse({"ready": False, "database": "does not answer"}, 503)
        figures = {
            "age_seconds": round(queue.age.total_seconds(), 1),
            "due": queue.due,
            "waiting": queue.waiting,
            "in_hand": queue.in_hand,
            "parked": queue.parked,
            "paused_installations": queue.paused_installations,
        }
        answered = last_answer_at()
        age = None if answered is None else round((now() - answered).total_seconds(), 1)
        github = {"last_answer_age_seconds": age}  # null: nothing was asked since the start
        return JSONResponse({"ready": True, "database": "answers", "queue": figures, "github": github})

    return [Route("/livez", livez), Route("/readyz", readyz)]
