"""Numbers as text: Crockford's base 32 of ULIDs and codes, base 36 of times."""

import hashlib
from datetime import datetime
from typing import Final

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ULID_LENGTH: Final = 26
ULID_BYTES: Final = 16
ULID_RANDOM_BITS: Final = 80
_VALUE: Final = {digit: value for value, digit in enumerate(CROCKFORD)}
_BASE36: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def crockford(number: int, length: int = ULID_LENGTH) -> str:
    """The lowest 5 × length bits, the highest first (crockford.com/base32.html)."""
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in range(length - 1, -1, -1))


def read_crockford(digits: str) -> int:
    """The number that `crockford` wrote."""
    number = 0
    for digit in digits:
        number = number << 5 | _VALUE[digit]
    return number


def ulid_bytes(text: str) -> bytes:
    """The 16 bytes of a ULID."""
    return read_crockford(text).to_bytes(ULID_BYTES, "big")


def ulid_of(data: bytes) -> str:
    """The ULID of 16 bytes."""
    return crockford(int.from_bytes(data, "big"))


def ulid(at: datetime, below: int) -> str:
    """48 bits of milliseconds, then the 80 bits of `below` (github.com/ulid/spec)."""
    return crockford(int(at.timestamp() * 1000) << ULID_RANDOM_BITS | below)


def lasting_ulid(at: datetime, subject: str) -> str:
    """A ULID made of time and subject: the same pair gives the same again."""
    digest = hashlib.sha256(subject.encode()).digest()
    return ulid(at, int.from_bytes(digest[: ULID_RANDOM_BITS // 8], "big"))


def base36(number: int) -> str:
    """A number ≥ 0 in base 36, without padding; int(text, 36) reads it."""
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = _BASE36[rest] + digits
    return digits
