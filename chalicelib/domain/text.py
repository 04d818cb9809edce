"""Text that people type: one canonical form, and what is refused (security.md J2).

Each function takes the text as sent and returns what is stored: NFC, trimmed, inner spaces joined.
They raise Missing (nothing left), TooLong, ForbiddenCharacter.
"""

import re
import unicodedata
from typing import Final

from chalicelib.domain.errors import ForbiddenCharacter, Missing, TooLong

LONGEST_NAME: Final = 100  # characters after NFC
LONGEST_TITLE: Final = 150
LONGEST_REASON: Final = 1_000
LONGEST_LINE: Final = 200
MOST_MARKS: Final = 4  # combining marks on one letter; more is drawn over the lines around it

_LINE_ENDS: Final = re.compile(r"[\t\r\n]+")
# Cc controls, Cf bidi overrides, zero-width and tags, Cs lone surrogates, Zl and Zp line ends
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Drawn as nothing although they count as letters or marks: a name of these would look empty.
_INVISIBLE: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
_NONCHARACTER_BLOCK: Final = range(0xFDD0, 0xFDF0)
_NONCHARACTER_ENDS: Final = frozenset({0xFFFE, 0xFFFF})  # the last two of every plane


def name(text: str) -> str:
    """Name of a person, unit, place or device."""
    return _canonical(text, LONGEST_NAME)


def title(text: str) -> str:
    """Title of an activity."""
    return _canonical(text, LONGEST_TITLE)


def reason(text: str) -> str:
    """Sentences from a field of several lines, whose line ends count as spaces."""
    return _canonical(_LINE_ENDS.sub(" ", text), LONGEST_REASON)


def line(text: str) -> str:
    """Any other single line: a letter's number, its purpose, a search."""
    return _canonical(text, LONGEST_LINE)


def _canonical(text: str, longest: int) -> str:
    if any(_is_refused(char) for char in text):
        raise ForbiddenCharacter
    composed = unicodedata.normalize("NFC", text)
    # After the check above every remaining white space is a space of some width (category Zs).
    joined = " ".join(composed.split())
    if not joined:
        raise Missing
    if len(joined) > longest:
        raise TooLong(most=longest)
    if _stacks_marks(joined):
        raise ForbiddenCharacter
    return joined


def _is_refused(char: str) -> bool:
    if " " <= char <= "~":
        return False
    code = ord(char)
    is_noncharacter = code & 0xFFFF in _NONCHARACTER_ENDS or code in _NONCHARACTER_BLOCK
    return (
        is_noncharacter or char in _INVISIBLE or unicodedata.category(char) in _REFUSED_CATEGORIES
    )


def _stacks_marks(text: str) -> bool:
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run > MOST_MARKS:
            return True
    return False
