import time

import pytest

from chalicelib.domain.errors import BrokenJson, TooLarge
from chalicelib.http.wire.strict_json import DEEPEST, LARGEST_BODY, MOST_DIGITS, parse


def test_plain_json_is_read() -> None:
    sent = b'{"a": [1, 1.5, true, null, "\\u00e9 \\" [ {"], "b": -0}'

    assert parse(sent) == {"a": [1, 1.5, True, None, 'é " [ {'], "b": 0}


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"  ",
        b"{",
        b"{} {}",
        b"{'a': 1}",
        b'{"a": 1,}',
        b'{"a": 01}',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": 1, "a": 1}',
        b'{"a": 1, "\\u0061": 2}',
        b'{"b": {"a": 1, "a": 2}}',
        b'{"a": "\x00"}',
        b'{"a": "line\nend"}',
        b"\xef\xbb\xbf{}",
        b'{"a": "\xff"}',
        b'{"a": "\xed\xa0\x80"}',
        '{"a": 1}'.encode("utf-16"),
        b"[" * 21 + b"]" * 21,
        b"[" * 30_000,
        b'{"a":' * 5_000,
        b'{"a": ' + b"1" * (MOST_DIGITS + 1) + b"}",
        b'{"a": 0.' + b"1" * MOST_DIGITS + b"}",
    ],
    ids=lambda sent: repr(sent[:24]),
)
def test_what_is_not_strict_json_is_refused(sent: bytes) -> None:
    with pytest.raises(BrokenJson):
        parse(sent)


def test_the_bounds_themselves_are_allowed() -> None:
    deepest = b"[" * DEEPEST + b"]" * DEEPEST

    assert parse(b" " * (LARGEST_BODY - len(deepest)) + deepest) is not None
    assert parse(b"1" * MOST_DIGITS) == int("1" * MOST_DIGITS)
    assert parse(b'"' + b"[{" * 100 + b'"') == "[{" * 100


def test_a_larger_body_is_not_even_read() -> None:
    with pytest.raises(TooLarge):
        parse(b" " * (LARGEST_BODY + 1))


@pytest.mark.parametrize("unit", [b'\\"', b'"', b'"\\', b"[]", b"\\"])
def test_reading_is_linear_on_hostile_bytes(unit: bytes) -> None:
    """A quadratic search would need minutes of CPU for 32 KiB of quotes."""
    sent = b'"' + unit * ((LARGEST_BODY - 1) // len(unit))

    started = time.process_time()
    with pytest.raises(BrokenJson):
        parse(sent)

    assert time.process_time() - started < 0.5
