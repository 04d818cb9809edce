"""Imports of SIMPEG's file on the wire."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from chalicelib.domain import text
from chalicelib.domain.imports import (
    LINES_A_PART,
    MOST_ANSWERS,
    MOST_BYTES,
    Answer,
    ChangeKind,
    Import,
    ImportId,
    ImportState,
)
from chalicelib.domain.simpeg import Field, free_leavers
from chalicelib.http.wire.kinds import DATE, ident, integer, member_of
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body, query
from chalicelib.http.wire.schema import (
    Values,
    list_of,
    nullable,
    optional,
    read_path,
    record,
    required,
)
from chalicelib.http.wire.times import moment

MOST_COLUMNS: Final = len(Field)
MOST_PAGES: Final = 1_000

IMPORT_ID: Final = ident(ImportId)
FILE_NAME = required("file_name", text_kind(text.line, text.LONGEST_LINE))
SIZE = required("size", integer(1, MOST_BYTES))
NEW = body(FILE_NAME, SIZE)
REV = required("rev", integer(1, 1_000_000))
HEADER = required("header", text_kind(text.title, text.LONGEST_TITLE))
FIELD = required("field", member_of(Field))
COLUMNS = optional("columns", list_of(record(HEADER, FIELD), most=MOST_COLUMNS))
CHECK = body(REV, COLUMNS)
LEAVERS = optional("leavers", nullable(integer(0, 100_000)))
NUMBER = required("number", integer(0, 100_000))
SAYS = required("says", member_of(Answer))
ANSWERS = optional("answers", list_of(record(NUMBER, SAYS), most=MOST_ANSWERS))
SINCE = optional("since", nullable(DATE))
APPLICATION = body(REV, LEAVERS, ANSWERS, SINCE)
KIND = optional("kind", member_of(ChangeKind))
PAGE = optional("page", integer(0, MOST_PAGES))
CHANGES = query(KIND, PAGE)


def import_id(part: str) -> ImportId:
    """An import's id in the path."""
    return read_path(IMPORT_ID, part)


def columns_of(values: Values) -> Mapping[str, Field]:
    """What a person says of the file's columns, by header."""
    return {each[HEADER]: each[FIELD] for each in values[COLUMNS] or ()}


def answers_of(values: Values) -> Mapping[int, Answer]:
    """What a person says of single lines, by number."""
    return {each[NUMBER]: each[SAYS] for each in values[ANSWERS] or ()}


def one(of: Import, earliest: date, parts_done: int = 0) -> dict[str, Any]:
    """Where an import stands; `done` counts people while it is applied.

    `earliest`: the first day since which it may be said to count.
    """
    is_over = of.state is ImportState.DONE
    return {
        "id": of.import_id,
        "file_name": of.file_name,
        "by": of.by_name,
        "at": moment(of.at),
        "changed_at": moment(of.changed_at),
        "state": of.state,
        "rev": of.rev,
        "headers": list(of.headers),
        "missing": list(of.missing),
        "rows": of.rows,
        "counts": {kind: of.counts.get(kind, 0) for kind in ChangeKind},
        "free_leavers": free_leavers(of.known),
        "answers": [{"number": n, "says": said} for n, said in sorted(of.answers.items())],
        "total": of.total,
        "done": of.total if is_over else min(of.total, parts_done * LINES_A_PART),
        "since": of.applied_on.isoformat() if of.applied_on else None,
        "earliest": earliest.isoformat(),
        "problem": of.problem or None,
    }


def many(of: Sequence[Import], earliest: date) -> dict[str, Any]:
    """The last imports, the newest first."""
    return {"imports": [one(each, earliest) for each in of]}
