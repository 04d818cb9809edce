"""One contract for clock, ids, queue, mails and regency: the fakes and the real ones."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import boto3
import pytest
from moto import mock_aws
from moto.backends import get_backend

from chalicelib.adapters.clock import SystemClock
from chalicelib.adapters.dynamo.repositories.accounts import DynamoPace
from chalicelib.adapters.ids import SystemIds
from chalicelib.adapters.ses import SesMails
from chalicelib.domain.calendar import WIB
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import OpdId, Person
from chalicelib.domain.settings_data import RegencySettings
from chalicelib.services.ports.accounts import Pace
from chalicelib.services.ports.system import Clock, Ids
from tests.fakes import FakeClock, FakeIds, FakeMails, FakePace, FakeRegency
from tests.world import (
    BUDI,
    DINKES,
    ENVIRONMENT,
    FAKE_ACCOUNT_ID,
    KOMINFO,
    MONDAY,
    OPDS,
    SITI,
    World,
    a_world,
    ulid,
)

NOW: Final = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        yield


@pytest.mark.parametrize("clock", [FakeClock(NOW), SystemClock()], ids=["fake", "system"])
def test_a_clock_tells_utc(clock: Clock) -> None:
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize("ids", [FakeIds(), SystemIds(FakeClock(NOW))], ids=["fake", "system"])
def test_ids_are_fresh_and_well_formed(ids: Ids) -> None:
    ulids, tokens = {ids.ulid() for _ in range(50)}, {ids.token() for _ in range(50)}

    assert len(ulids) == len(tokens) == 50
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{26}", each) for each in ulids)


@pytest.mark.parametrize("pace", [FakePace(), DynamoPace()], ids=["fake", "dynamo"])
def test_a_pace_counts_a_persons_minute(pace: Pace) -> None:
    with a_world():

        def take(who: Person = SITI, what: str = "look", after: int = 0) -> bool:
            at = NOW + timedelta(seconds=after)
            return pace.take(what, who.pegawai_id, most=2, now=at)

        assert [take(), take(after=59), take(after=59)] == [True, True, False]
        assert [take(BUDI), take(what="other"), take(after=60)] == [True, True, True]


Mailed = list[tuple[str, str, str]]


def by_ses(*to: str) -> Mailed:
    boto3.client("sesv2").create_email_identity(EmailIdentity="apel@example.go.id")
    mails = SesMails("apel@example.go.id")
    for address in to:
        mails.send(address, "Apel", "Buka aplikasi.")
    sent = get_backend("ses")[FAKE_ACCOUNT_ID]["ap-southeast-3"].sent_messages
    return [(each.destinations["ToAddresses"][0], each.subject, each.body) for each in sent]


def in_memory(*to: str) -> Mailed:
    mails = FakeMails()
    for address in to:
        mails.send(address, "Apel", "Buka aplikasi.")
    return mails.sent


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("send", [in_memory, by_ses], ids=["fake", "ses"])
def test_a_mail_goes_to_one_person(send: Callable[..., Mailed]) -> None:
    assert send("siti@example.id") == [("siti@example.id", "Apel", "Buka aplikasi.")]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("send", [in_memory, by_ses], ids=["fake", "ses"])
def test_an_address_that_is_none_keeps_no_mail_from_others(send: Callable[..., Mailed]) -> None:
    """A hundred reminders share a message, which would come back until it is a dead letter."""
    assert [to for to, _, _ in send("budi", "siti@example.id")] == ["siti@example.id"]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.mark.parametrize("kind", ["fake", "dynamo"])
def test_a_regency_knows_its_opds_by_name_and_id(world: World, kind: str) -> None:
    regency = FakeRegency(OPDS) if kind == "fake" else world.wired.opds

    assert [opd.opd_id for opd in regency.all()] == [DINKES, KOMINFO]
    assert regency.get(KOMINFO) == OPDS[0]
    assert regency.settings(MONDAY) == RegencySettings()
    assert regency.zone() is WIB
    assert regency.holidays() == frozenset()
    with pytest.raises(NotFound):
        regency.get(OpdId(ulid(9)))
