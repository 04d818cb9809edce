"""Whatever is sent, the description is obeyed: generated requests on the running regency.

The last file of this folder: what it changes is a regency that the journeys are through with.
EXAMPLES draws more than eight for each operation and role; `--log-cli-level=INFO` tells how many.
"""

import logging
import os
import re
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.browser.network import Gate
from tests.browser.people import HTTP, Api, Cast
from tests.stack.harness import Stack

log = logging.getLogger("apel.tests")

EXAMPLES: Final = int(os.environ.get("EXAMPLES", "8"))
ROLES: Final = ("pegawai", "admin_opd", "bkpsda")
LEFT_OUT: Final = {"DELETE /api/session": "signs out; the journeys do that"}
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
NAMES: Final = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}|\d{4}-(?:W\d\d|\d\d(?:-\d\d)?)")
LEAST_OPERATIONS: Final = 70
DRAWN: Final = settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip


class Walk:
    """One role's requests; names that came in answers are put into later paths."""

    def __init__(self, stack: Stack, role: str) -> None:
        self.stack, self.who = stack, Cast(stack).role(role)
        self.known = ["2026-W47"]
        self.statuses = Counter[int]()
        self.operations = 0
        self.failures: list[str] = []
        self.sign_in()

    def sign_in(self) -> None:
        self.api = Api(self.stack)
        self.api.sign_in(self.who)

    def ask(self, operation: Any) -> None:  # noqa: ANN401 - schemathesis's class is private
        """Draw requests of one operation, and keep what goes against the description."""

        @DRAWN
        @given(case=operation.as_strategy(), picks=st.lists(st.integers(0, 10**6), max_size=3))
        def draw(case: Any, picks: list[int]) -> None:  # noqa: ANN401 - the same
            for name, pick in zip(case.path_parameters or {}, picks, strict=False):
                case.path_parameters[name] = self.known[pick % len(self.known)]
            answer = case.call(base_url=self.stack.url, headers=self.api.headers)
            self.statuses[answer.status_code] += 1
            found = NAMES.findall(answer.text)
            self.known = list(dict.fromkeys([*found, *self.known]))[:200]
            try:
                case.validate_response(answer, checks=CHECKS)
            except schemathesis.errors.FailureGroup as error:
                said = "; ".join(f"{each.title}: {each.message}" for each in error.exceptions)
                self.failures.append(f"{operation.label} {answer.status_code}: {said}")

        self.operations += 1
        draw()
        if HTTP.request("GET", f"{self.stack.url}/api/me", headers=self.api.headers).status != 200:
            self.sign_in()


@pytest.fixture(params=ROLES)
def walk(request: pytest.FixtureRequest, stack: Stack, wire: Gate) -> Iterator[Walk]:
    wire.set("up")
    walk = Walk(stack, request.param)
    yield walk
    log.info("%s: %d operations, %s", request.param, walk.operations, dict(walk.statuses))


def test_no_answer_is_outside_the_description(walk: Walk) -> None:
    """No 500 either; every status but the good one is a problem as described."""
    document = walk.api.call("GET", "/openapi.json")
    described: Any = schemathesis.openapi.from_dict(document)
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.label not in LEFT_OUT:
            walk.ask(operation)

    assert not walk.failures
    assert walk.operations >= LEAST_OPERATIONS
    assert walk.statuses.keys() & {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}
