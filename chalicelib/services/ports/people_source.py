"""Where lists of people come from: SIMPEG's file, or SIASN's interface (domain.md §7)."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from chalicelib.domain.simpeg import Cell


class SourceUnavailable(Exception):
    """It could not be read to its end; the text says why, and names nobody."""


class PeopleSource(Protocol):
    """A list of people as a table; domain/simpeg.py knows its columns."""

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The header first, then a row for each person; asked again, the same from the start.

        A number stays one, so that a NIP that has lost digits is seen. Raises WrongType or TooLarge
        for a file that is none, SourceUnavailable where the source does not answer: who has not
        come to the end has no list, and must not take those who are missing for gone.
        """
        ...
