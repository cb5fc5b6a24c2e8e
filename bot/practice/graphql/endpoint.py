"""`POST /graphql`: one endpoint, always 200 for a query that could be read."""

from __future__ import annotations

import json

from bot.practice.graphql.execute import choose, execute
from bot.practice.graphql.language import GraphQLError, parse
from bot.practice.routes.call import Answer, ApiError, Call, Endpoint


def answer_query(call: Call) -> Answer:
    """Answer a query or a mutation."""
    body = call.json
    query, variables, name = body.get("query"), body.get("variables") or {}, body.get("operationName")
    if not isinstance(query, str) or not isinstance(variables, dict):
        raise ApiError(400, "A query attribute must be specified and must be a string.")
    return Answer(200, execute(call, query, variables, str(name) if name else None))


def note_operation(call: Call) -> None:
    """Note the operation's name and kind on a GraphQL call, for the log, for faults and for limits."""
    if not call.endpoint.template.endswith("/graphql"):
        return
    try:
        body = json.loads(call.body)
        operation = choose(parse(body["query"]), body.get("operationName"))
    except (ValueError, KeyError, TypeError, GraphQLError):
        call.operation = "(unreadable)"
        return
    call.operation, call.is_mutation = operation.name or "(unnamed)", operation.kind == "mutation"


ROUTES = (
    Endpoint("POST", "/graphql", answer_query, open_to_people=True),
    Endpoint("POST", "/api/graphql", answer_query, open_to_people=True),
)
