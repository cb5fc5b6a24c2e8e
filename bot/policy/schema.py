"""JSON Schema (draft-07) from the dataclasses themselves: one shape for the reader, for editors and for results.

`doc` in a field's metadata is its description, the docstring's first paragraph that of its class; `minimum` and
`maximum` bound its number. Two dialects: what people write in YAML (bot.policy.decode reads it: a list may be a single
value, an empty value is an empty list) and what bot.facts.plain writes as JSON.
"""

import re
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from bot.facts.plain import Plain, plain
from bot.policy.decode import MAX_ENTRIES, is_required, readable_fields

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}


_HEAD = ("$schema", "$id", "title", "definitions")


def yaml_schema(shape: type, name: str) -> Schema:
    """Return the schema of a YAML file whose shape is `shape`; `name` is the last part of its `$id`."""
    return _Writer(written=True).document(shape, name)


def result_schema(shape: type, name: str) -> Schema:
    """Return the schema of the JSON that bot.facts.plain makes of a `shape`."""
    return _Writer(written=False).document(shape, name)


def list_schema(shape: type, name: str) -> Schema:
    """Return the schema of the JSON list that bot.facts.plain makes of many of a `shape`."""
    one = result_schema(shape, name)
    definitions = {**one["definitions"], shape.__name__: {key: one[key] for key in one if key not in _HEAD}}
    items = {"type": "array", "items": {"$ref": f"#/definitions/{shape.__name__}"}}
    return {"$schema": DRAFT, "$id": one["$id"], "title": one["title"], **items, "definitions": definitions}


class _Writer:
    """Collects the classes it meets as definitions. `written`: by people, in YAML; else by us, in JSON."""

    def __init__(self, *, written: bool) -> None:
        self._written = written
        self._definitions: dict[str, Schema] = {}
        self._met: dict[str, type] = {}

    def document(self, shape: type, name: str) -> Schema:
        root = self._class(shape)
        return {
            "$schema": DRAFT,
            "$id": f"urn:onesitting:schema:{name}",
            "title": shape.__name__,
            **root,
            "definitions": dict(sorted(self._definitions.items())),
        }

    def _class(self, shape: type) -> Schema:
        known = readable_fields(shape) if self._written else {field.name: field for field in fields(shape)}
        # Results import datetime for the type checker only, so that it is named here.
        hints = get_type_hints(shape, localns={"datetime": datetime})
        required = [name for name, field in known.items() if is_required(field) or not self._written]
        schema: Schema = {
            "description": _summary(shape),
            # A key with nothing behind it is a mapping with nothing in it, where nothing is required.
            "type": ["object", "null"] if self._written and not required else "object",
            "properties": {name: self._field(field, hints[name]) for name, field in known.items()},
            "additionalProperties": False,
        }
        return schema | ({"required": required} if required else {})

    def _field(self, field: "Field[Any]", shape: Any) -> Schema:  # noqa: ANN401 - shapes are types
        schema = self._shape(shape)
        bounds = {key: field.metadata[key] for key in ("minimum", "maximum") if key in field.metadata}
        described = {"description": field.metadata["doc"]} if "doc" in field.metadata else {}
        default = _default(field) if self._written else MISSING
        if default is not MISSING:
            described["default"] = default
        if described and "$ref" in schema:
            schema = {"allOf": [schema]}  # draft-07 ignores whatever stands beside a $ref
        return described | schema | bounds

    def _shape(self, shape: Any) -> Schema:  # noqa: ANN401, PLR0911 - one return a kind of shape
        origin = get_origin(shape)
        if origin in (Union, UnionType):
            return self._union(get_args(shape))
        if origin is tuple:
            return self._tuple(get_args(shape))
        if origin is dict:
            return self._dict(*get_args(shape))
        if origin is Literal:
            return {"enum": list(get_args(shape))}
        if shape is datetime:
            return {"type": "string", "format": "date-time"}
        if hasattr(shape, "from_yaml"):
            return {"type": ["string", "number"]}
        if is_dataclass(shape) and isinstance(shape, type):
            return self._reference(shape)
        if shape is str and self._written:
            return {"type": ["string", "number", "boolean"]}  # the reader keeps every scalar as it was written
        return {"type": _TYPES[shape]}

    def _reference(self, shape: type) -> Schema:
        if self._met.setdefault(shape.__name__, shape) is not shape:
            raise TypeError(f"two shapes are called {shape.__name__}: one of them would be lost")
        if shape.__name__ not in self._definitions:
            self._definitions[shape.__name__] = {}  # a class may hold itself
            self._definitions[shape.__name__] = self._class(shape)
        return {"$ref": f"#/definitions/{shape.__name__}"}

    def _union(self, parts: tuple[Any, ...]) -> Schema:
        schemas = [self._shape(part) for part in parts]
        if all(schema.keys() == {"type"} and isinstance(schema["type"], str) for schema in schemas):
            return {"type": [schema["type"] for schema in schemas]}
        return {"anyOf": schemas}

    def _tuple(self, parts: tuple[Any, ...]) -> Schema:
        if parts[-1] is not Ellipsis:
            items = [self._shape(part) for part in parts]
            return {"type": "array", "items": items, "minItems": len(items), "maxItems": len(items)}
        item = self._shape(parts[0])
        array: Schema = {"type": "array", "items": item}
        if not self._written:
            return array
        most = {"maxItems": MAX_ENTRIES} if "$ref" in item else {}
        return {"anyOf": [array | most, item, {"type": "null"}]}

    def _dict(self, key: Any, value: Any) -> Schema:  # noqa: ANN401
        schema: Schema = {"type": ["object", "null"] if self._written else "object"}
        if get_origin(key) is Literal:
            inner = self._shape(value)
            return schema | {"properties": dict.fromkeys(get_args(key), inner), "additionalProperties": False}
        return schema | {"additionalProperties": self._shape(value)}


def _default(field: "Field[Any]") -> Any:  # noqa: ANN401 - any JSON value, or MISSING
    if field.default is MISSING or field.default is None or is_dataclass(field.default):
        return MISSING
    try:
        value: Plain = plain(field.default)
    except TypeError:
        return MISSING
    return value if value not in ("", []) else MISSING


def _summary(shape: type) -> str:
    """Return the docstring's first paragraph on one line, in words that need no Markdown."""
    paragraph = re.split(r"\n\s*\n", (shape.__doc__ or "").strip(), maxsplit=1)[0]
    return " ".join(paragraph.split())
