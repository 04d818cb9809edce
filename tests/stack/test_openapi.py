"""The description that the API serves is the one that it obeys; each field: tests/http."""

import json
from datetime import date
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from chalicelib.domain.calendar import Week
from tests.stack.conftest import CheckIn
from tests.stack.harness import Stack
from tests.world import ulid

LEAST_OPERATIONS = 45
OPD: Final = ulid(900_001)  # of `check_ins`; the first of its people is the admin


@pytest.fixture(scope="module")
def described(stack: Stack) -> dict[str, Any]:
    status, document = stack.call("GET", "/api/openapi.json")
    assert status == 200
    found: dict[str, Any] = document
    return found


def is_as_said(described: dict[str, Any], name: str, status: int, body: object) -> None:
    """`name`: "GET /me/today". A good answer and a problem each have their schema."""
    method, _, path = name.partition(" ")
    responses = described["paths"][f"/api{path}"][method.lower()]["responses"]
    kind = "application/json" if status < 400 else "application/problem+json"
    schema = responses["default" if status >= 400 else str(status)]["content"][kind]["schema"]
    Draft202012Validator(
        {**schema, "components": described["components"]}, format_checker=FormatChecker()
    ).validate(body)


def test_every_operation_is_described_and_answers(stack: Stack, described: dict[str, Any]) -> None:
    """Without a session each is public and answers as said, or refuses with a problem."""
    seen = 0
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            seen += 1
            if "requestBody" in operation:
                continue
            address = path.replace("{", "").replace("}", "")
            status, body = stack.call(method.upper(), address)
            if "security" in operation:
                assert (status, body["type"]) == (401, "/masalah/belum-masuk"), address
            elif "{" in path:  # a secret link that nobody has
                assert (status, body["type"]) == (404, "/masalah/tidak-ada"), address
            name = f"{method.upper()} {path.removeprefix('/api')}"
            is_as_said(described, name, status, body)
    assert seen >= LEAST_OPERATIONS


def test_an_empty_body_is_refused_where_one_is_described(
    stack: Stack, described: dict[str, Any]
) -> None:
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            if "requestBody" not in operation or "security" in operation:
                continue
            status, body = stack.call(method.upper(), path, {})
            assert status == 422, path
            assert body["type"] in ("/masalah/wajib", "/masalah/kolom-tak-dikenal"), path
            is_as_said(described, f"{method.upper()} {path.removeprefix('/api')}", status, body)


def test_who_is_signed_in_is_answered_as_said(
    stack: Stack, described: dict[str, Any], check_ins: list[CheckIn]
) -> None:
    """What the phone and the desk ask most: today, a check-in, a month, board, recap, people."""
    cookie, claim = check_ins[0]

    def ask(method: str, path: str, body: object = None, **parts: str) -> dict[str, Any]:
        sent = None if body is None else json.dumps(body).encode()
        address = "/api" + path.format(**parts)
        answer = stack.request(method, address, body=sent, headers={"Cookie": cookie})
        found: dict[str, Any] = json.loads(answer.data)
        assert answer.status < 400, found
        is_as_said(described, f"{method} {path.partition('?')[0]}", answer.status, found)
        return found

    today = ask("GET", "/me/today")
    (activity,) = [one for one in today["activities"] if one["id"] == claim["activity_id"]]
    day = activity["date"]
    done = ask("POST", "/check-ins", claim)
    ask("GET", "/check-ins/{ref}", ref=done["receipt"]["ref"])
    ask("GET", "/me/months/{month}", month=day[:7].replace("-", ""))
    ask("GET", "/opds/{opd}/boards/{date}/{activity}", opd=OPD, date=day, activity=activity["id"])
    ask("GET", "/opds/{opd}/people", opd=OPD)
    ask("GET", "/opds/{opd}/permits", opd=OPD)
    ask("GET", "/recaps/{week}", week=Week.of(date.fromisoformat(day)).text)
