"""The practice GitHub as a web application: one table of routes, one path that every call takes."""

from __future__ import annotations

import json
from email.utils import format_datetime
from typing import TYPE_CHECKING, NoReturn

import anyio
import httpx
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.practice.authentication import authenticate, authorize
from bot.practice.calls import PracticeCall
from bot.practice.content_limits import check_content_limit
from bot.practice.graphql import endpoint as graphql
from bot.practice.routes import (
    app_routes,
    check_routes,
    comment_routes,
    delivery_routes,
    issue_routes,
    pull_request_routes,
    registration_routes,
    repository_routes,
    sign_in_routes,
)
from bot.practice.routes.call import Answer, ApiError, Call, Endpoint, not_found

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from bot.practice.faults import Fault
    from bot.practice.world import World

ENDPOINTS: tuple[Endpoint, ...] = (
    *app_routes.ROUTES,
    *delivery_routes.ROUTES,
    *registration_routes.ROUTES,
    *pull_request_routes.ROUTES,
    *comment_routes.ROUTES,
    *issue_routes.ROUTES,
    *check_routes.ROUTES,
    *repository_routes.ROUTES,
    *sign_in_routes.ROUTES,
    *graphql.ROUTES,
)


def build_app(world: World) -> Starlette:
    """Return the application. Behind a real server, leave `Date` to it: uvicorn's `date_header=False`."""
    unknown = Endpoint("*", "*", _unknown, who="anybody")
    everything = ["GET", "POST", "PATCH", "PUT", "DELETE"]
    routes = [Route(one.template, _serve(world, one), methods=[one.method]) for one in ENDPOINTS]
    return Starlette(routes=[*routes, Route("/{path:path}", _serve(world, unknown), methods=everything)])


def _unknown(_call: Call) -> Answer:
    raise not_found()


def _serve(world: World, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        call = Call(
            world=world,
            endpoint=endpoint,
            method=request.method,
            path=request.url.path,
            url=str(request.url.replace(query="")),
            params=dict(request.path_params),
            query=dict(request.query_params),
            headers=dict(request.headers),
            body=await request.body(),
        )
        graphql.note_operation(call)
        fault = next((fault for fault in world.faults if fault.strikes(call)), None)
        if fault is not None and fault.delay:
            await anyio.sleep(fault.delay)
        answer = _answer(call, fault)
        dropped = fault is not None and fault.drop
        _write_down(call, request.url.query, 0 if dropped else answer.status)
        return _Dropped() if dropped else _response(call, answer)

    return serve


def _answer(call: Call, fault: Fault | None) -> Answer:
    if fault is None or (fault.status is None and not fault.drop):
        return _handle(call)
    if fault.after or (fault.drop and fault.status is None):
        _handle(call)  # the thing is done, only the answer is another
    body = fault.body if fault.body is not None else {"message": "Practice fault", "documentation_url": ""}
    return Answer(fault.status or 502, body, fault.headers)


def _handle(call: Call) -> Answer:
    try:
        authenticate(call)
        if call.installation is not None and call.endpoint.template != "/rate_limit":
            _take_from_quota(call)
        authorize(call)
        check_content_limit(call)
        return call.endpoint.handler(call)
    except ApiError as error:
        return error.answer()


def _take_from_quota(call: Call) -> None:
    installation = call.as_installation
    if not installation.rate.take(call.world.now()):
        raise ApiError(403, f"API rate limit exceeded for installation ID {installation.id}.")


def _write_down(call: Call, query: str, status: int) -> None:
    call.world.calls.append(
        PracticeCall(
            at=call.world.now(),
            method=call.method,
            route=call.endpoint.template.replace(":path}", "}"),
            path=call.path,
            query=query,
            status=status,
            installation=call.installation.id if call.installation is not None else None,
            body=call.body,
            operation=call.operation,
            is_mutation=call.is_mutation,
        )
    )


def _response(call: Call, answer: Answer) -> Response:
    headers = {"Date": format_datetime(call.world.now(), usegmt=True), "X-GitHub-Media-Type": "github.v3; format=json"}
    if call.installation is not None:
        rate = call.installation.rate
        headers |= {
            "X-RateLimit-Limit": str(rate.limit),
            "X-RateLimit-Remaining": str(rate.remaining),
            "X-RateLimit-Used": str(rate.limit - rate.remaining),
            "X-RateLimit-Reset": str(int(rate.reset_at.timestamp())),
            "X-RateLimit-Resource": "graphql" if call.operation else "core",
        }
        if call.endpoint.needs:
            accepted = "; ".join(need.replace(":", "=") for need in call.endpoint.needs)
            headers["X-Accepted-GitHub-Permissions"] = accepted
    headers |= answer.headers
    if answer.body is None:
        return Response(b"", answer.status, headers)
    if isinstance(answer.body, bytes | str):
        return Response(answer.body, answer.status, {"Content-Type": "text/plain; charset=utf-8", **headers})
    text = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":"))
    return Response(
        text.encode("utf-8", "replace"),
        answer.status,
        {"Content-Type": "application/json; charset=utf-8", **headers},
    )


class _Dropped(Response):
    """A connection that breaks after the answer began: the caller cannot know what was done."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> NoReturn:
        start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000000")]}
        await send(start)
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
