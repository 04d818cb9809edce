"""Bad values in each field of a request that is taken otherwise, through the whole way.

A refusal is a problem with a code that we know, never a 500, and nothing is half-written.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

import app  # noqa: F401 - declares the operations
from chalicelib.domain import errors
from chalicelib.domain.errors import ApelError
from chalicelib.http.access import OPERATIONS, Operation
from chalicelib.http.problems import status_of
from tests.accepted import KNOWN_IDS, Morning
from tests.corpus import body_cases, unused
from tests.world import a_world

BODIES: Final = [operation for operation in OPERATIONS if operation.body]
STATUS_BY_TYPE: Final = {
    f"/masalah/{error.code}": status_of(error())
    for error in vars(errors).values()
    if isinstance(error, type) and issubclass(error, ApelError) and error.code
}


@pytest.fixture(scope="module")
def loaded() -> Iterator[Morning]:
    with a_world() as world:
        yield Morning(world)


@pytest.fixture
def morning(loaded: Morning) -> Morning:
    loaded.undo()
    return loaded


def named(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


def is_good(operation: Operation, status: int, answer: Mapping[str, Any] | None) -> bool:
    wanted = {name for name in operation.answers if not name.endswith("?")}
    return status == operation.status and wanted <= set(answer or ())


@pytest.mark.parametrize("operation", BODIES, ids=named)
def test_the_request_is_taken_and_has_every_field(morning: Morning, operation: Operation) -> None:
    """Else bad values would be refused for another reason, or a field left out."""
    described: Any = operation.body
    body = morning.requests[named(operation)].body

    status, answer, _ = morning.send(operation, body)

    assert is_good(operation, status, answer), (status, answer)
    assert list(unused(described.schema, body)) == []


@pytest.mark.parametrize("operation", BODIES, ids=named)
def test_a_bad_value_is_refused_with_its_code_or_breaks_nothing_behind(
    morning: Morning, operation: Operation
) -> None:
    """What reading a body refuses is sent once a code: the door answers all of it alike."""
    described: Any = operation.body
    body, sent = morning.requests[named(operation)].body, set()
    for case in body_cases(described.schema, body, KNOWN_IDS):
        try:
            described.read(case.body)
        except ApelError as refused:
            read = {"type": f"/masalah/{refused.code}", "pointer": refused.pointer}
            case.judge(status_of(refused), read)
            if refused.code in sent:
                continue
            sent.add(refused.code)
        else:
            case.judge(200, {})

        status, answer, headers = morning.send(operation, case.body)

        if not is_good(operation, status, answer):
            assert status == STATUS_BY_TYPE[answer["type"]], (case.label, answer)
            assert headers["Content-Type"] == "application/problem+json", case.label
            assert morning.changed() == [], case.label
        morning.undo()
