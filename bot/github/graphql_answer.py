"""What GraphQL answered: its data, or the refusal that it hides in a 200."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.github.failures import Refusal, graphql_refusal

if TYPE_CHECKING:
    from bot.github.wire import Answer


def read_graphql(query: str, answer: Answer) -> dict[str, Any] | Refusal:
    """Return the data of a question, or why there is none.

    Parts that are null because they do not exist or may not be seen (errors NOT_FOUND, FORBIDDEN) are left null.
    """
    told = answer.data if isinstance(answer.data, dict) else {}
    errors = [error for error in told.get("errors") or [] if not _tolerable(error)]
    data = told.get("data")
    if errors or not isinstance(data, dict):
        errors = errors or told.get("errors") or []  # what was tolerable can still leave nothing at all
        return graphql_refusal(_named(query), errors, answer.headers)
    return data


def refused_mutation(query: str, answer: Answer) -> Refusal | None:
    """Return why a change was not made; None where it was."""
    errors = answer.data.get("errors") if isinstance(answer.data, dict) else [{}]
    return graphql_refusal(_named(query), errors, answer.headers) if errors else None


def _tolerable(error: object) -> bool:
    return isinstance(error, dict) and error.get("type") in ("NOT_FOUND", "FORBIDDEN")


def _named(query: str) -> str:
    return "GraphQL " + query.split("(", 1)[0].rsplit(maxsplit=1)[-1]
