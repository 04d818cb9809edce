"""Answers are what the description says: every field of it and no other, of the kind it names."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

import app
from chalicelib.adapters.dynamo.repositories.accounts import FREE_TRIES
from chalicelib.domain.errors import Unavailable
from chalicelib.http.access import MOST_BYTES, OPERATIONS, SAFE, Operation
from chalicelib.http.wire.openapi import PREFIX, document
from chalicelib.wiring.check_ins import CheckInVerbs
from tests.accepted import LOOKED_AT, Morning
from tests.world import (
    APEL,
    BUDI,
    ENDAH,
    JOKO,
    KOMINFO,
    MONDAY,
    RIZAL,
    SITI,
    Phone,
    a_photo,
    a_world,
)

DOCUMENT: Final[Mapping[str, Any]] = document(OPERATIONS, version="1")
WEEK: Final = {"week": "2026-W48"}
# Who reads what; with a query where one is needed.
READ: Final = {
    "GET /activities/{activity}": ENDAH,
    "GET /appointments": ENDAH,
    "GET /appointments/regency": ENDAH,
    "GET /check-ins/{ref}": BUDI,
    "GET /colleagues": (SITI, "?q=budi"),
    "GET /health": None,
    "GET /imports": ENDAH,
    "GET /imports/{import_id}": ENDAH,
    "GET /me": SITI,
    "GET /me/calendar": SITI,
    "GET /me/devices": SITI,
    "GET /me/months/{month}": BUDI,
    "GET /me/notices": SITI,
    "GET /me/today": BUDI,
    "GET /openapi.json": None,
    "GET /opds": RIZAL,
    "GET /opds/{opd}/activities": (RIZAL, "?from=2026-11-23&to=2026-11-29"),
    "GET /opds/{opd}/appointments": JOKO,
    "GET /opds/{opd}/badges": RIZAL,
    "GET /opds/{opd}/boards/{date}/{activity}": RIZAL,
    "GET /opds/{opd}/calendar": (RIZAL, "?year=2026"),
    "GET /opds/{opd}/duty": (RIZAL, "?month=202611"),
    "GET /opds/{opd}/people": JOKO,
    "GET /opds/{opd}/people/{person}": RIZAL,
    "GET /opds/{opd}/people/{person}/events": RIZAL,
    "GET /opds/{opd}/people/{person}/timeline": RIZAL,
    "GET /opds/{opd}/permits": RIZAL,
    "GET /opds/{opd}/reviews/{date}/{activity}": RIZAL,
    "GET /overview": ENDAH,
    "GET /overview/follow-ups": ENDAH,
    "GET /people": ENDAH,
    "GET /permits": SITI,
    "GET /recaps/{week}": JOKO,
    "GET /recaps/{week}/units": JOKO,
    "GET /reports": (ENDAH, "?month=2026-11"),
    "GET /settings": ENDAH,
}
PARTS: Final = {
    **WEEK,
    "opd": KOMINFO,
    "date": f"{MONDAY}",
    "activity": APEL.activity_id,
    "month": "202611",
    "person": SITI.pegawai_id,
    "import_id": LOOKED_AT.import_id,
    "ref": f"{KOMINFO}-{MONDAY:%Y%m%d}-{APEL.activity_id}",
}
BY_NAME: Final = {f"{each.method} {each.path}": each for each in OPERATIONS}


@pytest.fixture(scope="module")
def morning() -> Iterator[Morning]:
    with a_world() as world:
        yield Morning(world)


def validate(schema: Mapping[str, Any], answer: object) -> None:
    rooted = {**schema, "components": DOCUMENT["components"]}
    Draft202012Validator(rooted, format_checker=FormatChecker()).validate(answer)


def as_described(operation: Operation, status: int, answer: object) -> None:
    described = DOCUMENT["paths"][PREFIX + operation.path][operation.method.lower()]
    content = described["responses"][str(status)].get("content", {})
    if not content:
        assert answer is None
        return
    validate(content["application/json"]["schema"], answer)


@pytest.mark.parametrize(
    "name", [name for name, each in BY_NAME.items() if each.method not in SAFE and each.body]
)
def test_what_is_sent_well_is_answered_as_described(morning: Morning, name: str) -> None:
    operation, body = BY_NAME[name], morning.requests[name].body

    status, answer, _ = morning.send(operation, body)

    morning.undo()
    assert status == operation.status, answer
    as_described(operation, status, answer)


@pytest.mark.parametrize("name", READ)
def test_what_is_read_is_as_described(morning: Morning, name: str) -> None:
    asked = READ[name]
    who, query = asked if isinstance(asked, tuple) else (asked, "")
    phone = morning.world.phone()
    phone.cookies = dict(morning.phones[who].cookies) if who else {}
    operation = BY_NAME[name]

    status, answer, _ = phone.call("GET", operation.path.format(**PARTS) + query)

    assert status == operation.status, answer
    as_described(operation, status, answer)


def test_an_answer_with_another_field_or_kind_is_none_of_ours() -> None:
    """Else the two tests above would show nothing."""
    good: dict[str, object] = {"codes": [], "next": None, "left": 0}
    operation = BY_NAME["POST /opds/{opd}/code-sheets"]
    as_described(operation, operation.status, good)

    wrong: list[dict[str, object]] = [
        good | {"nip": "1"}, good | {"codes": {}}, {"codes": [], "next": None}
    ]  # fmt: skip
    for each in wrong:
        with pytest.raises(ValidationError):
            as_described(operation, operation.status, each)


# ---- problems ------------------------------------------------------------------------------------


def problems(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, str, Any]]:
    """One of each status: what is awaited of it, and what came."""
    siti, nobody = morning.phones[SITI], morning.world.phone()
    photo, ticket = a_photo(1), morning.ticket
    claim = siti.claim(1, photo, ticket)

    def sent(phone: Phone, method: str, path: str, body: object = None, **headers: str) -> Any:  # noqa: ANN401 - JSON
        status, answer, told = phone.call(method, path, body, **headers)
        assert told["Content-Type"] == "application/problem+json"
        assert answer["status"] == status
        return answer

    yield 401, "belum-masuk", sent(nobody, "GET", "/me")
    yield 403, "tidak-berwenang", sent(siti, "GET", "/settings")
    yield 404, "tidak-ada", sent(siti, "GET", "/permits/x")
    assert siti.call("POST", "/check-ins", claim)[0] == 201
    yield 409, "sudah-tercatat", sent(siti, "POST", "/check-ins", siti.claim(2, photo, ticket))
    yield 413, "terlalu-besar", sent(siti, "PATCH", "/me", b" " * (MOST_BYTES + 1))
    yield 415, "tipe-isi", sent(siti, "PATCH", "/me", b"{}", content_type="text/plain")
    yield 422, "wajib", sent(siti, "POST", "/check-ins", {})
    monkeypatch.setattr(CheckInVerbs, "check_in", lambda *_, **__: raised(Unavailable()))
    yield 503, "sibuk", sent(siti, "POST", "/check-ins", claim)
    monkeypatch.setattr(CheckInVerbs, "check_in", lambda *_, **__: raised(KeyError("x")))
    yield 500, "kesalahan", sent(siti, "POST", "/check-ins", claim)
    wrong = {"login": BUDI.nip, "password": "salah sekali kata sandi"}
    tries = [sent(nobody, "POST", "/session", wrong) for _ in range(FREE_TRIES + 2)]
    yield 429, "terlalu-sering", tries[-1]
    morning.undo()


def raised(error: Exception) -> object:
    raise error


def test_each_kind_of_problem_is_as_described(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    for status, code, answer in problems(morning, monkeypatch):
        assert (answer["status"], answer["type"]) == (status, f"/masalah/{code}"), answer
        validate({"$ref": "#/components/schemas/Problem"}, answer)


def test_the_description_is_json_that_names_each_operation_once() -> None:
    ids = [o["operationId"] for path in DOCUMENT["paths"].values() for o in path.values()]

    assert len(ids) == len(set(ids)) == sum(map(len, app.app.routes.values()))
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT
