"""Turn records into JSON text and JSON text back into records, strictly: a wrong, unknown or missing field has a path.

Works on frozen dataclasses of str, int, bool, None, Literal, tuples, mappings with text keys, and dataclasses.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from generator.model.code import SHORTEST, long_code
from generator.model.number import MOST_DIGITS
from generator.model.paper import Paper
from generator.model.problem import refuse

T = TypeVar("T")
FORMAT = 1
LARGEST_RECORD = 64 * 1024 * 1024


class ShapeError(ValueError):
    """A value of a shape that its field does not take; the message starts with the path."""


def plain(value: Any) -> Any:
    """The record as dicts, lists and scalars in field order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value) if _is_written(field, value)}
    if isinstance(value, Mapping):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [plain(member) for member in value]
    return value


def _is_written(field: dataclasses.Field[Any], value: Any) -> bool:
    """Whether a record names a field: one that came later than the format only where it says something."""
    return "unwritten" not in field.metadata or bool(getattr(value, field.name))


def dump(value: Any) -> str:
    """Canonical JSON: field order, no spaces to spare, one line feed at the end."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")) + "\n"


@cache
def _fields(kind: type) -> dict[str, tuple[Any, bool]]:
    hints = typing.get_type_hints(kind)
    missing = dataclasses.MISSING
    return {
        field.name: (hints[field.name], field.default is missing and field.default_factory is missing) for field in dataclasses.fields(kind)
    }


def build(kind: Any, data: Any, path: str = "") -> Any:
    """The record that plain data stands for. Raises ShapeError with the path of the first thing that does not fit."""
    origin, args = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _build_dataclass(kind, data, path)
    if origin in (Union, types.UnionType):
        return _build_union(args, data, path)
    if origin is Literal:
        if data in args and type(data) in {type(arg) for arg in args}:
            return data
        raise ShapeError(f"{path}: expected one of {', '.join(map(str, args))}, found {_short(data)}")
    if origin is tuple:
        return _build_tuple(args, data, path)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(data, dict):
            raise ShapeError(f"{path}: expected an object, found {_short(data)}")
        return {key: build(args[1], member, f"{path}.{key}") for key, member in data.items()}
    if (kind is type(None) and data is None) or (isinstance(kind, type) and type(data) is kind):
        return data
    raise ShapeError(f"{path}: expected {getattr(kind, '__name__', kind)}, found {_short(data)}")


def _build_dataclass(kind: type, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise ShapeError(f"{path or kind.__name__}: expected an object, found {_short(data)}")
    fields = _fields(kind)
    for name in data:
        if name not in fields:
            raise ShapeError(f"{path}.{name}: unknown field")
    for name, (_, required) in fields.items():
        if required and name not in data:
            raise ShapeError(f"{path}.{name}: missing")
    return kind(**{name: build(fields[name][0], member, f"{path}.{name}") for name, member in data.items()})


def _build_union(args: tuple[Any, ...], data: Any, path: str) -> Any:
    reasons = []
    for arg in args:
        try:
            return build(arg, data, path)
        except ShapeError as error:
            reasons.append(str(error))
    raise ShapeError(reasons[0])


def _build_tuple(args: tuple[Any, ...], data: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ShapeError(f"{path}: expected a list, found {_short(data)}")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(build(args[0], member, f"{path}[{at}]") for at, member in enumerate(data))
    if len(args) != len(data):
        raise ShapeError(f"{path}: expected {len(args)} members, found {len(data)}")
    return tuple(build(arg, member, f"{path}[{at}]") for at, (arg, member) in enumerate(zip(args, data, strict=True)))


def _short(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."


def load(text: str, file: str) -> Any:
    """JSON with duplicate keys, NaN, floats and what could not be written again refused.

    Raises RefusedError with the line and column of a syntax error.
    """
    if len(text) > LARGEST_RECORD:
        raise refuse(file, "record-size", f"the file is larger than {LARGEST_RECORD // 2**20} MiB")

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(members)
        if len(found) != len(members):
            raise ShapeError("an object has the same field twice")
        return found

    def no_float(text: str) -> Any:
        raise ShapeError(f"{text}: records hold exact numbers as text, never floats")

    def whole(text: str) -> int:
        if len(text) > MOST_DIGITS:
            raise ShapeError(f"{text[:12]}...: a number that is too long")
        return int(text)

    try:
        found = json.loads(text, object_pairs_hook=pairs, parse_int=whole, parse_float=no_float, parse_constant=no_float)
        if "\\u" in text:
            json.dumps(found, ensure_ascii=False).encode()
        return found
    except json.JSONDecodeError as error:
        where = f"{file}:{error.lineno}:{error.colno}"
        hint = "the file may be truncated; make the paper again with its seed, or restore it from a backup"
        raise refuse(where, "record-syntax", "this is not complete JSON", expected="a whole record", got=error.msg, hint=hint) from None
    except UnicodeEncodeError:
        raise refuse(file, "record-shape", "a text holds half of a character (a lone surrogate)") from None
    except (ShapeError, RecursionError) as error:
        raise refuse(file, "record-shape", str(error) or "nested too deeply") from None


def _unsigned(data: dict[str, Any]) -> bytes:
    rest = {name: member for name, member in data.items() if name != "code"}
    return json.dumps(rest, ensure_ascii=False, separators=(",", ":")).encode()


def signed(paper: Paper, length: int = SHORTEST) -> Paper:
    """The paper with its code: so many characters of the hash of the record without its code."""
    return dataclasses.replace(paper, code=long_code(_unsigned(plain(paper)))[:length])


def dump_paper(paper: Paper) -> str:
    """The text of `paper.json`."""
    return dump(paper)


def load_paper(text: str, file: str) -> Paper:
    """The paper that the text of a `paper.json` holds.

    Raises RefusedError for a truncated, edited or foreign record, or one of another format.
    """
    data = load(text, file)
    if not isinstance(data, dict) or "format" not in data or "forms" not in data:
        raise refuse(file, "record-foreign", "this is not a paper", expected="the paper.json that `examwright paper` wrote")
    if data["format"] != FORMAT:
        hint, got = "use the version of examwright that made it, or make the paper again", _short(data["format"])
        raise refuse(file, "record-format", "the paper has another format", expected=f"format {FORMAT}", got=got, hint=hint)
    code = data.get("code")
    if not isinstance(code, str) or len(code) < SHORTEST or not long_code(_unsigned(data)).startswith(code):
        hint = "a paper.json is never edited by hand; corrections of a key have their own file"
        raise refuse(file, "record-edited", "the record is not the one that its code was made for", got=f"code {_short(code)}", hint=hint)
    try:
        paper: Paper = build(Paper, data)
    except ShapeError as error:
        raise refuse(file, "record-shape", f"the record does not fit: {error}") from None
    if not paper.forms or any(not form.slots or any(not slot.variants for slot in form.slots) for form in paper.forms):
        raise refuse(file, "record-shape", "the record has a form without slots or a slot without variants")
    return paper
