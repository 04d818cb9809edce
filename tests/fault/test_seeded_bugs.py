"""The lab finds what it must: each test puts one wrong function in, and a check has to object.

The list is that of security.md §6; those about recaps are in test_recaps.py and
test_seeded_recaps.py.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import boto3
import pytest
from botocore.exceptions import ClientError
from pynamodb.transactions import TransactWrite

from chalicelib import events
from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import CheckInItem
from chalicelib.adapters.dynamo.repositories.audit import DynamoAuditLog, event_item
from chalicelib.adapters.dynamo.repositories.check_ins import (
    DynamoCheckIns,
    check_in_item,
)
from chalicelib.adapters.dynamo.repositories.notices import DynamoEvidence
from chalicelib.domain import sessions
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import CheckIn, Place, Ticket
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import AlreadyRecorded, SessionEnded
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.sessions import Account, Session
from chalicelib.domain.tickets import read_ticket
from chalicelib.services import authenticate, check_in, sweep_photos
from chalicelib.services.ports.check_ins import Entry, Judged
from tests.fault.lab import explore
from tests.fault.phones import DATA, Outbox, Parcel
from tests.fault.ways import WAYS, Regency
from tests.world import PEOPLE

BY_NAME: Final = {way.name: way for way in WAYS}


def broken(regency: Regency, name: str, *kinds: str) -> set[str]:
    """The checks that object to this way, without a fault and under each of these."""
    way = BY_NAME[name]
    result = explore(
        lambda lab: way.act(lab, regency), way.checks, depth=min(1, len(kinds)), kinds=kinds
    )
    return {violation.invariant for violation in result.violations}


def test_a_refusal_for_any_failed_condition(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A retry after a lost answer would learn that somebody else was first."""

    def add_once(_: DynamoCheckIns, fact: CheckIn) -> Judged:
        try:
            check_in_item(fact).put_new()
        except items.OldItem:
            first = DynamoCheckIns().find(fact.place, fact.pegawai_id)
            raise AlreadyRecorded(first=first) from None
        found = DynamoCheckIns().find(fact.place, fact.pegawai_id)
        assert found
        return found

    monkeypatch.setattr(DynamoCheckIns, "add_once", add_once)

    assert "I1" in broken(regency, "check-in online", "lost_reply")


def test_an_audit_event_in_a_second_call(regency: Regency, monkeypatch: pytest.MonkeyPatch) -> None:
    def update(_: DynamoCheckIns, judged: Judged, actions: list[Any], event: Event) -> None:
        found = judged.check_in
        key = keys.check_in_key(
            found.opd_id, found.held_on, found.claim.activity_id, found.pegawai_id
        )
        item = CheckInItem(pk=key.pk, sk=key.sk)

        def fill(batch: TransactWrite) -> None:
            batch.update(item, actions, condition=CheckInItem.t == judged.changed_at)

        with items.named(op0=items.OldItem):
            items.transact(fill)
        event_item(event).put_new()

    monkeypatch.setattr(DynamoCheckIns, "_update", update)

    assert "I11" in broken(regency, "check-in online", "crash_before", "crash_after")


def test_a_counter_that_verification_counts_up(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = DynamoEvidence.keep

    def counting(
        self: DynamoEvidence, fact: CheckIn, found: Mapping[str, Any], *, now: datetime
    ) -> None:
        keep(self, fact, found, now=now)
        key = {"pk": {"S": f"ACTIVITY#{fact.claim.activity_id}"}, "sk": {"S": "COUNT"}}
        boto3.client("dynamodb").update_item(
            TableName=DATA, Key=key, UpdateExpression="ADD #n :one",
            ExpressionAttributeNames={"#n": "n"}, ExpressionAttributeValues={":one": {"N": "1"}},
        )  # fmt: skip

    monkeypatch.setattr(DynamoEvidence, "keep", counting)

    assert "I3" in broken(regency, "check-in online")


def test_a_verification_that_swallows_errors(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deaf(records: Sequence[Mapping[str, Any]], handle: Callable[[str], None]) -> dict[str, Any]:
        events_one_by_one(records, handle)
        return {"batchItemFailures": []}

    events_one_by_one = events.one_by_one
    monkeypatch.setattr(events, "one_by_one", deaf)

    assert "I5" in broken(regency, "check-in online", "reset")


def test_a_photo_that_leaves_the_phone_at_the_receipt(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def let_go(self: Outbox, parcel: Parcel) -> None:
        self.parcels.remove(parcel)

    monkeypatch.setattr(Outbox, "committed", let_go)

    assert "I4" in broken(regency, "check-in online", "reset")


def test_a_session_whose_end_is_left_to_the_table(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DynamoDB deletes up to 48 hours late."""
    monkeypatch.setattr(
        sessions, "ends_at", lambda session, _who, _zone: session.seen_at.replace(year=9999)
    )

    assert "I13" in broken(regency, "old and forged sessions")


def test_a_token_that_is_compared_at_its_start(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = regency.siti.cookies["__Host-sesi"].partition(".")[2]

    def open_session(account: Account | None, token: str, **_: object) -> Session:
        if account is None or not account.sessions or not cookie.startswith(token[:20]):
            raise SessionEnded
        return account.sessions[0]

    monkeypatch.setattr(authenticate, "open_session", open_session)

    assert "I13" in broken(regency, "old and forged sessions")


def test_a_ticket_that_opens_every_activity(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lax(payload: Mapping[str, Any], *, holder: PegawaiId, activity_id: ActivityId) -> Ticket:
        return read_ticket({**payload, "a": activity_id}, holder=holder, activity_id=activity_id)

    monkeypatch.setattr(check_in, "read_ticket", lax)

    assert "I8" in broken(regency, "old and forged sessions")


def test_a_photo_link_without_its_audit(regency: Regency, monkeypatch: pytest.MonkeyPatch) -> None:
    """The link is made whatever became of the audit."""
    add_view = DynamoAuditLog.add_view

    def careless(self: DynamoAuditLog, told: Sequence[Event]) -> None:
        try:
            add_view(self, told)
        except Exception:  # noqa: BLE001 - the seeded bug
            return

    monkeypatch.setattr(DynamoAuditLog, "add_view", careless)

    assert {"I10", "I10 view"} <= broken(regency, "photo viewed", "throttle")


def test_no_sweeper(regency: Regency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep_photos, "sweep_photos", lambda **_: {})

    assert "I5" in broken(regency, "message lost, swept")


def test_tries_without_an_end(regency: Regency, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each phone's request would hold its container, and the table never rest."""
    add_once = DynamoCheckIns.add_once

    def stubborn(self: DynamoCheckIns, fact: CheckIn) -> Judged:
        while True:
            with suppress(ClientError):
                return add_once(self, fact)

    monkeypatch.setattr(DynamoCheckIns, "add_once", stubborn)

    assert "I12" in broken(regency, "check-in online", "outage")


def test_a_read_for_each_person(regency: Regency, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten people more are ten trips more."""
    since = DynamoCheckIns.since

    def one_by_one(self: DynamoCheckIns, place: Place, cursor: str | None) -> tuple[Entry, ...]:
        for person in PEOPLE:
            self.find(place, person.pegawai_id)
        return since(self, place, cursor)

    monkeypatch.setattr(DynamoCheckIns, "since", one_by_one)

    assert "I12" in broken(regency, "message lost, swept")
