"""Fifty containers that write in the same moment: each person is recorded once (I2).

All of them have read and checked before the first one writes. An item's writes come one after the
other, as DynamoDB has it; in which order is the threads' matter.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Lock
from typing import Any, Final

import pytest
from botocore.client import BaseClient

from chalicelib.adapters.dynamo.items import CheckInItem
from chalicelib.domain.attendance import Claim
from chalicelib.domain.errors import AlreadyRecorded
from chalicelib.domain.people import Person
from chalicelib.domain.tickets import TICKET, ticket_for, ticket_payload
from tests.scheduled import a_check_in
from tests.world import APEL, KOMINFO, SITI, World, a_person, a_world, ulid, wib

CONTAINERS: Final = 50
CROWD: Final = [a_person(2_000 + n, f"Pegawai {n}") for n in range(CONTAINERS)]


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with a_world() as world:
        world.clock.at = wib("07.04")
        world.wired.photos.form("k", sha256="a" * 64, size=1, now=world.clock.now())
        list(CheckInItem.scan())  # clients are made before the rush
        monkeypatch.setattr(BaseClient, "_make_api_call", all_at_once(BaseClient))
        yield world


def all_at_once(gate: Any) -> Callable[..., Any]:  # noqa: ANN401 - botocore's
    """Writes wait until there are fifty; moto, which is no server, takes one call at a time."""
    real, ready, turn = gate._make_api_call, Barrier(CONTAINERS, timeout=60), Lock()  # noqa: SLF001

    def call(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:  # noqa: ANN401
        if operation == "PutItem":
            ready.wait()
        with turn:
            return real(client, operation, params)

    return call


def claim_of(person: Person, n: int) -> Claim:
    claim = a_check_in(SITI, wib("07.04")).claim
    return replace(claim, check_in_id=ulid(n), photo_sha256=f"{int(person.pegawai_id[-4:]):064x}")


def told(morning: World, claims: Sequence[tuple[Person, Claim]]) -> list[tuple[str, str]]:
    """How each container answers, and which record it names."""

    def ask(asked: tuple[Person, Claim]) -> tuple[str, str]:
        person, claim = asked
        ticket = ticket_for(APEL, KOMINFO, person.pegawai_id, issued_at=wib("06.50"))
        sealed = morning.wired.seals.seal(TICKET, ticket_payload(ticket, "nonce"))
        try:
            done = morning.wired.check_in(
                who=person.pegawai_id, claim=claim, ticket=sealed, newest=None
            )
        except AlreadyRecorded as refused:
            first: Any = refused.extensions["first"]
            return "refused", first.check_in.claim.check_in_id
        return "recorded", done.record.check_in.claim.check_in_id

    with ThreadPoolExecutor(CONTAINERS) as containers:
        return list(containers.map(ask, claims))


def records() -> Counter[str]:
    """How many each person has."""
    return Counter(item.sk for item in CheckInItem.scan() if isinstance(item, CheckInItem))


def test_fifty_people_are_fifty_records(morning: World) -> None:
    claims = [(person, claim_of(person, n)) for n, person in enumerate(CROWD)]

    answers = told(morning, claims)

    assert answers == [("recorded", claim.check_in_id) for _, claim in claims]
    assert records() == {person.pegawai_id: 1 for person in CROWD}


def test_two_phones_of_one_person_are_one_record(morning: World) -> None:
    """Each tries again and again: the first one is told so each time, the other each time of it."""
    phones = [(SITI, claim_of(SITI, 1)), (SITI, claim_of(SITI, 2))] * (CONTAINERS // 2)

    answers = told(morning, phones)

    assert len({first for _, first in answers}) == 1
    assert Counter(answer for answer, _ in answers) == {
        "recorded": CONTAINERS // 2,
        "refused": CONTAINERS // 2,
    }
    assert records() == {SITI.pegawai_id: 1}


def test_a_write_without_its_condition_is_noticed(
    morning: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each container would believe that it was first."""
    monkeypatch.setattr(CheckInItem, "put_new", lambda item: item.put())

    answers = told(morning, [(SITI, claim_of(SITI, n % 2)) for n in range(CONTAINERS)])

    assert Counter(answer for answer, _ in answers) == {"recorded": CONTAINERS}
