"""JSON read once and strictly (security.md J1)."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, NoReturn, TypeAlias

from chalicelib.domain.errors import BrokenJson, TooLarge

# What json.loads makes: str, int, float, bool, None, list, dict. `object` keeps readers honest.
Json: TypeAlias = object

LARGEST_BODY: Final = 32 * 1024  # bytes; files go by presigned POST (security.md §4)
DEEPEST: Final = 20
MOST_DIGITS: Final = 4_300  # CPython's own bound for int(), see sys.set_int_max_str_digits

# A string up to its end or the end of the text, so that the search is linear on hostile bytes too.
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


def parse(raw: bytes) -> Json:
    """Read a request body.

    Raises TooLarge, and BrokenJson for NaN and infinities, duplicate keys, too deep or too many
    digits, a byte order mark, and bytes that are not UTF-8.
    """
    if len(raw) > LARGEST_BODY:
        raise TooLarge(most=LARGEST_BODY)
    try:
        text = raw.decode("utf-8")
        _check_depth(text)
        return json.loads(
            text,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
            object_pairs_hook=_unique,
        )
    except ValueError:  # UnicodeDecodeError and JSONDecodeError are both
        raise BrokenJson from None


def _check_depth(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                raise BrokenJson
        elif token[0] in "]}":
            depth -= 1


def _unique(pairs: Sequence[tuple[str, Json]]) -> Mapping[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BrokenJson
    return found


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise BrokenJson
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if len(digits) > MOST_DIGITS or not math.isfinite(value):
        raise BrokenJson
    return value


def _constant(_name: str) -> NoReturn:
    raise BrokenJson
