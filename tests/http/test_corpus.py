"""The corpus against a declaration of every kind: what it expects is what the readers do."""

from enum import StrEnum
from typing import Final

import pytest

from chalicelib.domain import text as texts
from chalicelib.domain.errors import ApelError, ForbiddenCharacter, Missing
from chalicelib.http.wire.kinds import (
    BOOLEAN,
    DATE,
    SHA256,
    TIME,
    ident,
    integer,
    member_of,
    number,
    text,
    verbatim,
)
from chalicelib.http.wire.schema import (
    list_of,
    nullable,
    optional,
    read_body,
    record,
    required,
)
from tests.corpus import (
    BLANK_TEXTS,
    FORBIDDEN_TEXTS,
    FOREIGN_ID,
    FOREIGN_SHA256,
    SHARP_TEXTS,
    Case,
    body_cases,
)


class Source(StrEnum):
    CAMERA = "CAMERA"


PLACE: Final = record(required("lat", number(-90, 90)), optional("near", BOOLEAN))
BODY: Final = record(
    required("id", ident(str)),
    required("password", verbatim(128)),
    required("size", integer(1, 1_500_000)),
    required("source", member_of(Source)),
    required("place", nullable(PLACE)),
    required("photos", list_of(record(required("sha256", SHA256)), least=1, most=4)),
    optional("reason", text(texts.reason, texts.LONGEST_REASON)),
    optional("day", DATE),
    optional("at", TIME),
)
GOOD: Final = {
    "id": FOREIGN_ID,
    "password": "kuda terbang",
    "size": 3,
    "source": "CAMERA",
    "place": {"lat": -7.0, "near": True},
    "photos": [{"sha256": FOREIGN_SHA256}],
    "reason": "sakit",
    "day": "2026-11-23",
    "at": "2026-11-23T00:00:00Z",
}
CASES: Final = list(body_cases(BODY.schema, GOOD))


def answer(case: Case) -> tuple[int, dict[str, str | None]]:
    try:
        read_body(BODY, case.body)
    except ApelError as error:
        return 422, {"type": f"/masalah/{error.code}", "pointer": error.pointer}
    return 200, {}


def test_every_case_is_answered_as_the_corpus_expects() -> None:
    assert len(CASES) > 400
    for case in CASES:
        case.judge(*answer(case))


def test_a_wrong_answer_is_noticed() -> None:
    case = Case(label="size", body=b"", codes=frozenset({"tipe"}), pointer="/size")

    case.judge(422, {"type": "/masalah/tipe", "pointer": "/size"})
    for status, problem in (
        (500, {}),
        (200, {}),
        (422, {"type": "/masalah/wajib", "pointer": "/size"}),
        (422, {"type": "/masalah/tipe", "pointer": "/id"}),
        (422, {"type": ""}),
    ):
        with pytest.raises(AssertionError):
            case.judge(status, problem)


@pytest.mark.parametrize("label", FORBIDDEN_TEXTS)
def test_forbidden_texts_are_refused_in_typed_text(label: str) -> None:
    for canonical in (texts.name, texts.title, texts.reason, texts.line):
        with pytest.raises(ForbiddenCharacter):
            canonical(FORBIDDEN_TEXTS[label])


@pytest.mark.parametrize("label", SHARP_TEXTS)
def test_sharp_texts_are_text_like_any_other(label: str) -> None:
    assert texts.reason(SHARP_TEXTS[label])


@pytest.mark.parametrize("label", BLANK_TEXTS)
def test_blank_texts_are_nothing(label: str) -> None:
    with pytest.raises(Missing):
        texts.line(BLANK_TEXTS[label])
