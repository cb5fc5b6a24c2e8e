"""The schemas of the files that people write, for their editors: public, and the same for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from bot.policy.schema_address import SCHEMAS
from bot.shipped import load_schema

if TYPE_CHECKING:
    from starlette.requests import Request

_HEADERS = {
    "Cache-Control": "public, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",  # editors in a browser ask from another origin; nothing here is anybody's own
}


def schema_routes() -> list[Route]:
    """Return `/schemas/onesitting.schema.json` and its like."""

    async def schema(request: Request) -> Response:
        text = load_schema(request.path_params["name"])
        if text is None:
            raise HTTPException(404)
        return Response(text, media_type="application/schema+json", headers=_HEADERS)

    return [Route(f"{SCHEMAS}/{{name}}.schema.json", schema)]
