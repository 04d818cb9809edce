"""Fields declared once: they read a request strictly and describe it in OpenAPI.

    ID = required("id", ident(ActivityId))
    REASON = optional("reason", text(reason, LONGEST_REASON))
    BODY = record(ID, REASON)

    values = read_body(BODY, raw)
    values[ID]                                 # ActivityId, for the type checker too
    values[REASON]                             # str | None

Every refusal carries `pointer`, the RFC 6901 path of the field (security.md §4).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, cast

from chalicelib.domain.errors import (
    ApelError,
    BadParameter,
    BadType,
    Missing,
    NotFound,
    OutOfBounds,
    UnknownField,
)
from chalicelib.http.wire.strict_json import Json, parse

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_PLAIN_KEY: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")

Schema = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Kind(Generic[T_co]):
    """How one value is read and described. `read` raises without a pointer, readers add it."""

    read: Callable[[Json], T_co]
    schema: Schema
    parse: Callable[[str], Json] = str  # of a query or path parameter, before `read`


@dataclass(frozen=True, slots=True, eq=False)
class Field(Generic[T_co]):
    """A named value of a record. The field itself is the key under which it is found."""

    name: str
    kind: Kind[T_co]
    is_required: bool


class Values:
    """What a record held, each under its own field; absent optional fields are None."""

    def __init__(self, found: Mapping[Field[Any], Any]) -> None:
        self._found = found

    def __getitem__(self, field: Field[T]) -> T:
        return cast("T", self._found[field])


def required(name: str, kind: Kind[T]) -> Field[T]:
    """Declare a field that must be there; without it: Missing."""
    return Field(name, kind, is_required=True)


def optional(name: str, kind: Kind[T]) -> Field[T | None]:
    """Declare a field that may be left out and is None then; an explicit null is BadType."""
    return Field(name, kind, is_required=False)


def record(*fields: Field[Any]) -> Kind[Values]:
    """Describe an object of exactly these fields; any other is an UnknownField."""
    by_name = {field.name: field for field in fields}
    described: dict[str, object] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: field.kind.schema for field in fields},
    }
    if needed := [field.name for field in fields if field.is_required]:
        described["required"] = needed
    return Kind(lambda value: _read_record(by_name, value), described)


def list_of(kind: Kind[T], *, least: int = 0, most: int) -> Kind[tuple[T, ...]]:
    """Describe a list of `least` to `most` values; outside of it: OutOfBounds."""

    def read(value: Json) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise BadType
        if not least <= len(value) <= most:
            raise OutOfBounds(least=least, most=most)
        return tuple(_read_at(index, kind, item) for index, item in enumerate(value))

    described = {"type": "array", "items": kind.schema, "minItems": least, "maxItems": most}
    return Kind(read, described)


def nullable(kind: Kind[T]) -> Kind[T | None]:
    """Describe a value that may be null."""
    described = {"anyOf": [kind.schema, {"type": "null"}]}
    return Kind(lambda value: None if value is None else kind.read(value), described)


def read_body(kind: Kind[T], raw: bytes) -> T:
    """Read a request body. Raises BrokenJson, TooLarge, and Refused errors with a pointer."""
    value = parse(raw)
    try:
        return kind.read(value)
    except ApelError as error:
        error.pointer = error.pointer or ""  # RFC 6901: "" is the whole document
        raise


def read_query(fields: Sequence[Field[Any]], sent: Mapping[str, Sequence[str]]) -> Values:
    """Read query parameters, each a list of what was sent under its name.

    Raises BadParameter for one that is repeated or unknown, else what its kind raises.
    """
    by_name = {field.name: field for field in fields}
    values: dict[str, Json] = {}
    for name, texts in sent.items():
        if name not in by_name or len(texts) != 1:
            raise BadParameter(_pointer(name))
        values[name] = by_name[name].kind.parse(texts[0])
    return _read_record(by_name, values)


def read_path(kind: Kind[T], text_: str) -> T:
    """Read a part of the path. What has not its form names nothing: NotFound."""
    try:
        return kind.read(kind.parse(text_))
    except ApelError:
        raise NotFound from None


def parameters(fields: Sequence[Field[Any]], *, place: str = "query") -> list[Schema]:
    """Describe parameters for OpenAPI; `place` is "query" or "path"."""
    return [
        {
            "name": field.name,
            "in": place,
            "required": field.is_required,
            "schema": field.kind.schema,
        }
        for field in fields
    ]


def _read_record(by_name: Mapping[str, Field[Any]], value: Json) -> Values:
    if not isinstance(value, dict):
        raise BadType
    for name in value:
        if name not in by_name:
            raise UnknownField(_pointer(name))
    return Values(dict(_read_fields(by_name, value)))


def _read_fields(
    by_name: Mapping[str, Field[Any]], value: Mapping[str, Json]
) -> Iterator[tuple[Field[Any], Any]]:
    for name, field in by_name.items():
        if name in value:
            yield field, _read_at(name, field.kind, value[name])
        elif field.is_required:
            raise Missing(_pointer(name))
        else:
            yield field, None


def _read_at(step: str | int, kind: Kind[T], value: Json) -> T:
    try:
        return kind.read(value)
    except ApelError as error:
        error.pointer = _pointer(step) + (error.pointer or "")
        raise


def _pointer(step: str | int) -> str:
    """One step of a pointer; a name that is none of ours is shown only where it is harmless."""
    shown = str(step)
    return f"/{shown}" if _PLAIN_KEY.fullmatch(shown) else "/?"
