"""Kinds of values that requests are made of (security.md J1, J2)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from chalicelib.domain.errors import (
    ApelError,
    BadId,
    BadSha256,
    BadTime,
    BadType,
    ForbiddenCharacter,
    Missing,
    OutOfBounds,
    TooLong,
)
from chalicelib.http.wire.schema import Kind
from chalicelib.http.wire.strict_json import Json

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

ULID_PATTERN: Final = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
SHA256_PATTERN: Final = "[0-9a-f]{64}"
# Of this century, as weeks and months in paths are: no sum leaves the calendar.
DATE_PATTERN: Final = "20[0-9]{2}-[0-9]{2}-[0-9]{2}"
TIME_PATTERN: Final = (
    DATE_PATTERN
    + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_DIGITS: Final = re.compile("-?[0-9]{1,18}")


def text(canonical: Callable[[str], str], longest: int) -> Kind[str]:
    """Describe typed text, stored in the form that this function of domain/text.py makes."""
    described = {"type": "string", "minLength": 1, "maxLength": longest}
    return Kind(lambda value: canonical(_string(value)), described)


def verbatim(longest: int, *, least: int = 1) -> Kind[str]:
    """Describe text kept byte for byte, such as a password (A2); only lone surrogates go."""

    def read(value: Json) -> str:
        found = _string(value)
        if len(found) > longest:
            raise TooLong(most=longest)
        if len(found) < least:
            raise Missing if not found else OutOfBounds(least=least)
        if not _is_encodable(found):
            raise ForbiddenCharacter
        return found

    return Kind(read, {"type": "string", "minLength": least, "maxLength": longest})


def matching(
    pattern: str, of: Callable[[str], T], *, refused: type[ApelError] = BadType, longest: int = 0
) -> Kind[T]:
    """Describe a string that the whole pattern matches, turned into its type by `of`."""
    compiled = re.compile(pattern)

    def read(value: Json) -> T:
        found = _string(value)
        if longest and len(found) > longest:
            raise TooLong(most=longest)
        if not compiled.fullmatch(found):
            raise refused
        return of(found)

    described: dict[str, object] = {"type": "string", "pattern": f"^(?:{pattern})$"}
    if longest:
        described["maxLength"] = longest
    return Kind(read, described)


def ident(of: Callable[[str], T]) -> Kind[T]:
    """Describe an upper-case ULID, read as this type of id."""
    return matching(ULID_PATTERN, of, refused=BadId)


def integer(least: int, most: int) -> Kind[int]:
    """Describe a whole number; `true`, "1" and 1.0 are none (V15.3.5)."""

    def read(value: Json) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadType
        if not least <= value <= most:
            raise OutOfBounds(least=least, most=most)
        return value

    described = {"type": "integer", "minimum": least, "maximum": most}
    return Kind(read, described, parse=_digits)


def number(least: float, most: float) -> Kind[float]:
    """Describe a number with or without decimals, such as a latitude in degrees."""

    def read(value: Json) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise BadType
        if not least <= value <= most:  # before float(), which overflows on long integers
            raise OutOfBounds(least=least, most=most)
        return float(value)

    return Kind(read, {"type": "number", "minimum": least, "maximum": most})


def member_of(options: type[E]) -> Kind[E]:
    """Describe one of an enum's stored values; another string: OutOfBounds."""
    return one_of(*options)


def one_of(*options: E) -> Kind[E]:
    """Describe one of some members of an enum."""
    by_value = {option.value: option for option in options}

    def read(value: Json) -> E:
        found = by_value.get(_string(value))
        if found is None:
            raise OutOfBounds
        return found

    return Kind(read, {"type": "string", "enum": list(by_value)})


def _boolean(value: Json) -> bool:
    if not isinstance(value, bool):
        raise BadType
    return value


def _flag(text_: str) -> Json:
    return {"true": True, "false": False, "1": True, "0": False}.get(text_, text_)


def _date(text_: str) -> date:
    try:
        return date.fromisoformat(text_)
    except ValueError:
        raise BadTime from None


def _time(text_: str) -> datetime:
    try:
        return datetime.fromisoformat(text_).astimezone(UTC)
    except ValueError:  # 30 February; a zone of 99 hours
        raise BadTime from None


BOOLEAN: Final = Kind(_boolean, {"type": "boolean"}, parse=_flag)
SHA256: Final = matching(SHA256_PATTERN, str, refused=BadSha256)
_DATE: Final = matching(DATE_PATTERN, _date, refused=BadTime)
_TIME: Final = matching(TIME_PATTERN, _time, refused=BadTime)
DATE: Final = Kind(_DATE.read, {"type": "string", "format": "date"})  # WIB
TIME: Final = Kind(_TIME.read, {"type": "string", "format": "date-time"})  # aware UTC


def _string(value: Json) -> str:
    if not isinstance(value, str):
        raise BadType
    return value


def _is_encodable(text_: str) -> bool:
    try:
        text_.encode()
    except UnicodeEncodeError:
        return False
    return True


def _digits(text_: str) -> Json:
    return int(text_) if _DIGITS.fullmatch(text_) else text_
