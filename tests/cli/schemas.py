"""The published schemas, for tests that hold a result against its own."""

import json
from pathlib import Path

from jsonschema import Draft7Validator

SCHEMAS = Path(__file__).parents[2] / "schemas"


def violations(name: str, value: object) -> list[str]:
    """Return what of `value` the schema `name` does not allow, in words."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return [error.message for error in Draft7Validator(schema).iter_errors(value)]
