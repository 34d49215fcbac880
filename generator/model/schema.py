"""Turn the record's dataclasses into a JSON Schema, so that the documented format is the one that is read.

https://json-schema.org/draft/2020-12/schema
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin

_PLAIN = {str: "string", int: "integer", bool: "boolean", type(None): "null"}


def schema(kind: type) -> dict[str, Any]:
    """The schema of one dataclass; every dataclass that it needs is under `$defs`."""
    found: dict[str, dict[str, Any]] = {}
    top = _schema(kind, found)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.__name__, **top, "$defs": dict(sorted(found.items()))}


def _schema(kind: Any, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    origin, args = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in found:
            found[kind.__name__] = {}
            found[kind.__name__] = _object(kind, found)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(arg, found) for arg in args]}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return {"type": "array", "items": _schema(args[0], found)}
        return {"type": "array", "prefixItems": [_schema(arg, found) for arg in args], "minItems": len(args), "maxItems": len(args)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(args[1], found)}
    return {"type": _PLAIN[kind]}


def _object(kind: type, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    missing = dataclasses.MISSING
    fields = dataclasses.fields(kind)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {field.name: _schema(hints[field.name], found) for field in fields},
        "required": [field.name for field in fields if field.default is missing and field.default_factory is missing],
        "additionalProperties": False,
    }
