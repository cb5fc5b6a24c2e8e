"""GraphQL, as much of it as the app uses, answered honestly.

Nothing is canned: a query is parsed, held against a small schema and executed on the state. What GitHub would refuse is
refused in its words (an unknown field or argument, a list without `first`, a variable that is not given), what it would
answer with null is null with a typed error beside it (NOT_FOUND, FORBIDDEN). `schema.py` lists every field there is; to
add one, add its line there. Directives and subscriptions do not exist.
"""
