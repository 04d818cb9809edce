"""Committing presence, told with fakes: what a phone may rely on whatever the network does."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import pytest

from chalicelib.adapters.s3 import S3Photos
from chalicelib.domain.activities import Window
from chalicelib.domain.attendance import Claim, Code
from chalicelib.domain.errors import AlreadyRecorded, BadTicket, NotYetOpen, TooOld
from chalicelib.domain.people import Person
from chalicelib.domain.tickets import TICKET, ticket_for, ticket_payload
from chalicelib.services.check_in import Committed, check_in
from tests.fakes import FakeCheckIns, FakeClock, FakeSchedule, a_keyring
from tests.world import APEL, BUDI, KOMINFO, SITI, ulid, wib

SEALS: Final = a_keyring({"kid": "1", "1": "k" * 64})


class Signer:
    """The one call of boto3's S3 client that a form needs."""

    def generate_presigned_post(self, bucket: str, key: str, **_: Any) -> Mapping[str, Any]:  # noqa: ANN401
        return {"url": f"https://{bucket}", "fields": {"key": key}}


def claim_of(n: int = 1) -> Claim:
    return Claim(
        check_in_id=ulid(n), activity_id=APEL.activity_id, photo_sha256="a" * 64, photo_size=1_000,
        captured_at="-", clock_offset_ms=None, is_live=True, is_offline=False, place=None,
        device_id=None, device_signature=None,
    )  # fmt: skip


def ticket_of(person: Person, at: str = "06.50") -> str:
    ticket = ticket_for(APEL, KOMINFO, person.pegawai_id, issued_at=wib(at))
    return SEALS.seal(TICKET, ticket_payload(ticket, "nonce"))


class Way:
    """One person's way to a receipt; the clock stands until it is set."""

    def __init__(self, at: datetime) -> None:
        self.clock, self.check_ins, self.schedule = FakeClock(at), FakeCheckIns(), FakeSchedule()
        self.send = partial(self._send, claim=claim_of(), ticket=ticket_of(SITI))

    def _send(self, *, claim: Claim, ticket: str) -> Committed:
        return check_in(
            who=SITI.pegawai_id, claim=claim, ticket=ticket, seals=SEALS,
            schedule=self.schedule, check_ins=self.check_ins,
            photos=S3Photos("photos", make=lambda *_, **__: Signer()), clock=self.clock,
        )  # fmt: skip


def test_a_retry_after_closing_still_gets_its_receipt() -> None:
    """The answer of 07.14 was lost on the way; at 08.00 the phone must not end up absent."""
    way = Way(wib("07.14"))

    first = way.send()
    way.clock.at = wib("08.00")
    again = way.send()

    assert (again.record, again.receipt) == (first.record, first.receipt)
    assert len(way.check_ins.kept) == 1


def test_a_ticket_of_before_the_window_was_moved_costs_nobody_anything() -> None:
    """The apel moved to 08.00 after the phone had its ticket; it has no signal until it sends."""
    early, late, over = (Way(wib(clock)) for clock in ("07.20", "08.10", "08.20"))
    moved = Window(
        opens=wib("06.45"), starts=wib("08.00"), late_after=wib("08.15"), closes=wib("08.30")
    )

    for way in (early, late, over):
        way.schedule.add(replace(APEL, window=moved), [KOMINFO])

    codes = [way.send().record.check_in.code for way in (early, late)]
    assert codes == [Code.PRESENT, Code.PRESENT]
    assert over.send().record.check_in.window == moved


def test_whoever_is_late_with_a_ticket_of_just_now_costs_no_further_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half the regency may be late on one morning: a check-in has one read, the session's."""
    way = Way(wib("07.20"))
    monkeypatch.setattr(way, "schedule", None)

    made = way.send(ticket=ticket_of(SITI, "07.18"))

    assert made.record.check_in.code is Code.LATE


def test_a_retry_after_three_days_gets_it_too_but_a_first_try_does_not() -> None:
    way, late = Way(wib("07.14")), Way(wib("07.14"))
    first = way.send()
    way.clock.at = late.clock.at = APEL.window.closes + timedelta(hours=72, seconds=1)

    again = way.send()

    assert again.receipt == first.receipt
    with pytest.raises(TooOld):
        late.send()
    assert not late.check_ins.kept


def test_another_photo_of_the_same_morning_is_told_of_the_first() -> None:
    way = Way(wib("07.04"))
    first = way.send()

    with pytest.raises(AlreadyRecorded) as refused:
        way.send(claim=claim_of(2))

    assert refused.value.extensions == {"first": first.record, "receipt": first.receipt}


def test_nobody_uses_another_persons_ticket() -> None:
    with pytest.raises(BadTicket):
        Way(wib("07.04")).send(ticket=ticket_of(BUDI))


def test_nothing_is_taken_before_it_opens() -> None:
    way = Way(wib("06.44"))

    with pytest.raises(NotYetOpen):
        way.send()
    assert not way.check_ins.kept
