"""Bad input for every parameter and path of every operation: a problem, never a 500.

Fields of bodies have their own module, test_bad_fields.py.
"""

from collections.abc import Iterator
from copy import copy
from typing import Any, Final
from urllib.parse import quote, urlencode

import pytest

import app  # noqa: F401 - declares the operations
from chalicelib.domain.errors import BadParameter
from chalicelib.http.access import OPERATIONS, SAFE, Operation
from tests.corpus import FORBIDDEN_TEXTS, FOREIGN_ID, LONG_TEXT, SHARP_TEXTS
from tests.fakes import FakeAccounts
from tests.world import KOMINFO, RIZAL, Phone, World, a_world

QUERIES: Final = [operation for operation in OPERATIONS if operation.query]
PLACES: Final = [operation for operation in OPERATIONS if "{" in operation.path]
STRANGE_PARTS: Final = (
    "x",
    "%00",
    "%0d%0aX-Injected:1",
    "..%2f..%2fsecret",
    "%F0%9F%91%8D",
    "%E2%80%AE",
    FOREIGN_ID.lower(),
    "2026-02-30",
    "OPD%23x",
    "a" * 2_000,
)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Accounts are kept in memory: each of the calls asks for one."""
    with a_world() as loaded:
        memory = FakeAccounts.holding(loaded.wired.accounts, [RIZAL])
        loaded.wired.accounts = memory  # type: ignore[assignment]
        yield loaded


def kept(world: World) -> object:
    """What must stand after a refusal as it stood before."""
    accounts: Any = world.wired.accounts
    memory = (accounts.kept, accounts.kept_secrets, accounts.names, accounts.events)
    return world.stored(), [copy(each) for each in memory]


@pytest.fixture(scope="module")
def admin(world: World) -> Phone:
    return world.signed_in(RIZAL)


def named(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


def path_of(operation: Operation, part: str = FOREIGN_ID) -> str:
    """The path within the admin's own OPD, so that the request gets past the door."""
    steps = operation.path.replace("{opd}", KOMINFO).replace("{date}", "2026-11-23").split("/")
    return "/".join(part if step.startswith("{") else step for step in steps)


def is_encodable(text: str) -> bool:
    return text.encode(errors="ignore").decode() == text  # no lone surrogates


@pytest.mark.parametrize("operation", QUERIES, ids=named)
def test_query_parameters_are_strict(admin: Phone, operation: Operation) -> None:
    reader: Any = operation.query
    names = [field.name for field in reader.fields]
    for name in names:
        texts = (*SHARP_TEXTS.values(), "", "-1", "1e3", "true ", LONG_TEXT[:1_000])
        for text in (*texts, *filter(is_encodable, FORBIDDEN_TEXTS.values())):
            status, answer, _ = admin.call("GET", f"{path_of(operation)}?{urlencode({name: text})}")
            assert status < 500, (name, text, answer)

    for sent in ({names[0]: ["1", "1"]}, {"unknown": ["1"]}, {f"{names[0]}[]": ["1"]}):
        with pytest.raises(BadParameter):
            reader.read(sent)


@pytest.mark.parametrize("operation", PLACES, ids=named)
def test_strange_paths_name_nothing(world: World, admin: Phone, operation: Operation) -> None:
    body: object = None if operation.method in SAFE else {}
    before = kept(world)
    for part in STRANGE_PARTS:
        path = path_of(operation, part)
        if path == path_of(operation):
            continue
        status, answer, _ = admin.call(operation.method, path, body)

        assert 400 <= status < 500, (part, answer)
    for opd in (*STRANGE_PARTS, quote(KOMINFO.lower())):
        path = operation.path.replace("{opd}", opd)
        if path != operation.path:
            status, answer, _ = admin.call(operation.method, path, body)
            assert (status, answer["type"]) == (404, "/masalah/tidak-ada"), opd
    assert kept(world) == before
