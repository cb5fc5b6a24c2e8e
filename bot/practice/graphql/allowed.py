"""What a token may ask for, in GraphQL's words for no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.graphql.language import GraphQLError
from bot.practice.permissions import allows_any

if TYPE_CHECKING:
    from bot.practice.routes.call import Call


def require(call: Call, *needs: str) -> None:
    """Raise FORBIDDEN where the token has none of these permissions."""
    if call.token is None or not allows_any(call.token.permissions, needs):
        raise GraphQLError("Resource not accessible by integration", "FORBIDDEN")
