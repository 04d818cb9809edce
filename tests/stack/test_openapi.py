"""The description that the API serves is the one that it obeys."""

from typing import Any

import pytest

from tests.stack.harness import Stack

LEAST_OPERATIONS = 45


@pytest.fixture(scope="module")
def described(stack: Stack) -> dict[str, Any]:
    status, document = stack.call("GET", "/api/openapi.json")
    assert status == 200
    found: dict[str, Any] = document
    return found


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
            else:
                good = operation["responses"][str(status)]["content"]["application/json"]["schema"]
                assert set(good["required"]) <= set(body), address
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
