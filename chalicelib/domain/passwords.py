"""Which passwords are refused, and why (security.md A2, A3)."""

import re
import string
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from chalicelib.domain.errors import TooLong, WeakPassword
from chalicelib.domain.people import Person

LEAST_LENGTH: Final = 10  # characters (setting of A2)
LONGEST: Final = 128  # characters
LEAST_DIFFERENT: Final = 5  # characters
LEAST_OWN: Final = 5  # characters that must remain without what others know
SHORTEST_RUN: Final = 3  # characters

OFFICE_WORDS: Final = frozenset({"asn", "pns", "pppk", "apel", "bangkalan", "bkpsda", "opd"})
_ROWS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_COLUMNS: Final = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik", "9ol", "0p")


class Weakness(StrEnum):
    """Why a password is refused; the PWA has a sentence for each."""

    SHORT = "pendek"
    FEW_CHARACTERS = "sedikit-ragam"
    COMMON = "umum"
    RUN = "urutan"
    OFFICE_WORD = "kata-dinas"
    OWN_DATA = "data-sendiri"


def refuse_weak(
    password: str, *, person: Person, username: str, opd_name: str, is_common: bool
) -> None:
    """Raise TooLong, or WeakPassword with `extensions["reason"]`, a Weakness.

    `is_common` is the answer of the bundled list. The password itself is never changed.
    """
    if len(password) > LONGEST:
        raise TooLong("/password", most=LONGEST)
    own = frozenset(_own_words(person, username, opd_name))
    if weakness := _weakness(password, own, is_common=is_common):
        raise WeakPassword("/password", reason=weakness)


def _weakness(password: str, own: frozenset[str], *, is_common: bool) -> Weakness | None:
    folded = _folded(password)
    found = {
        Weakness.SHORT: len(password) < LEAST_LENGTH,
        Weakness.FEW_CHARACTERS: len(set(password.casefold())) < LEAST_DIFFERENT,
        Weakness.COMMON: is_common,
        Weakness.RUN: _is_run(folded),
        Weakness.OFFICE_WORD: _is_little_more_than(folded, OFFICE_WORDS),
        Weakness.OWN_DATA: _is_little_more_than(folded, own | OFFICE_WORDS),
    }
    return next((weakness for weakness, holds in found.items() if holds), None)


def _folded(text: str) -> str:
    """Without case, accents, spaces and ASCII signs: S-i-t-i 1990! is still siti1990."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not _is_separator(char))


def _is_separator(char: str) -> bool:
    return char.isspace() or char in string.punctuation or unicodedata.combining(char) > 0


def _own_words(person: Person, username: str, opd_name: str) -> Iterator[str]:
    year, month, day = person.nip[:4], person.nip[4:6], person.nip[6:8]
    yield person.nip
    yield from (year + month + day, day + month + year)
    yield from (day + month + year[2:], year[2:] + month + day)
    for text in (person.name, username, opd_name):
        yield _folded(text)
        yield from map(_folded, re.findall(r"\w{3,}", text))


def _is_little_more_than(folded: str, words: frozenset[str]) -> bool:
    """Whether taking these words out leaves only digits, or less than a word's worth."""
    rest = folded
    for word in sorted(filter(None, words), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != folded and (len(rest) < LEAST_OWN or rest.isdigit())


def _is_run(folded: str) -> bool:
    """Whether all of it follows rows, columns or the alphabet, in either direction."""
    rest = folded
    while rest:
        longest = max(_run_lengths(rest), default=0)
        if longest < min(SHORTEST_RUN, len(rest)):
            return False
        rest = rest[longest:]
    return bool(folded)


def _run_lengths(text: str) -> Iterator[int]:
    for line in (*_ROWS, *_COLUMNS):
        for way in (line, line[::-1]):
            endless = way * (len(text) // len(way) + 2)
            yield max(size for size in range(len(text) + 1) if text[:size] in endless)
