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
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import AlreadyRecorded, BadTicket, ContentDiffers, NotYetOpen, TooOld
from chalicelib.domain.people import Person
from chalicelib.domain.tickets import TICKET, ticket_for, ticket_payload
from chalicelib.services.check_in import Committed, check_in, place_to_ask
from chalicelib.services.ports.activities import OpdActivity
from tests.fakes import FakeCheckIns, FakeClock, a_keyring
from tests.scheduled import PLACE
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

    def __init__(self, at: datetime, newest: OpdActivity | None = None) -> None:
        self.clock, self.check_ins, self.newest = FakeClock(at), FakeCheckIns(), newest
        self.send = partial(self._send, claim=claim_of(), ticket=ticket_of(SITI))

    def _send(self, *, claim: Claim, ticket: str) -> Committed:
        return check_in(
            who=SITI.pegawai_id, claim=claim, ticket=ticket, newest=self.newest, seals=SEALS,
            check_ins=self.check_ins,
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
    moved = Window(
        opens=wib("06.45"), starts=wib("08.00"), late_after=wib("08.15"), closes=wib("08.30")
    )

    newest = OpdActivity(activity=replace(APEL, window=moved), opd_id=KOMINFO)
    early, late, over = (Way(wib(clock), newest) for clock in ("07.20", "08.10", "08.20"))

    codes = [way.send().record.check_in.code for way in (early, late)]
    assert codes == [Code.PRESENT, Code.PRESENT]
    assert over.send().record.check_in.window == moved


def test_whoever_was_on_time_by_the_ticket_stays_so() -> None:
    """The apel was moved to 06.45 while the phone had no signal."""
    moved = replace(APEL.window, opens=wib("06.00"), starts=wib("06.30"), late_after=wib("06.40"))
    way = Way(wib("07.04"), OpdActivity(activity=replace(APEL, window=moved), opd_id=KOMINFO))

    assert way.send().record.check_in.code is Code.PRESENT


@pytest.mark.parametrize(("ticket", "is_asked"), [("06.50", True), ("07.18", False)])
def test_only_a_ticket_that_is_no_longer_new_has_the_activity_read(
    ticket: str, *, is_asked: bool
) -> None:
    asked = place_to_ask(ticket=ticket_of(SITI, ticket), seals=SEALS, clock=FakeClock(wib("07.20")))

    assert asked == (PLACE if is_asked else None)


def test_what_is_no_ticket_has_nothing_read() -> None:
    clock = FakeClock(wib("07.20"))
    assert place_to_ask(ticket="nothing.of.ours", seals=SEALS, clock=clock) is None


def test_a_retry_after_three_days_gets_it_too_but_a_first_try_does_not() -> None:
    way, late = Way(wib("07.14")), Way(wib("07.14"))
    first = way.send()
    way.clock.at = late.clock.at = APEL.window.closes + timedelta(hours=72, seconds=1)

    again = way.send()

    assert again.receipt == first.receipt
    with pytest.raises(TooOld):
        late.send()
    assert not late.check_ins.kept


def test_after_three_days_too_a_record_is_told_and_other_content_is_refused() -> None:
    way = Way(wib("07.14"))
    first = way.send()
    way.clock.at = APEL.window.closes + timedelta(hours=72, seconds=1)

    with pytest.raises(AlreadyRecorded) as refused:
        way.send(claim=claim_of(2))
    assert refused.value.extensions == {"first": first.record, "receipt": first.receipt}
    with pytest.raises(ContentDiffers):
        way.send(claim=replace(claim_of(1), photo_sha256="f" * 64))


def test_a_photo_that_was_replaced_gets_no_form_any_more() -> None:
    """T6: the phone was thought dead, and asks again for the way of its photo."""
    way = Way(wib("07.04"))
    first = way.send()
    replaced = Event(event_id=ulid(9), at=wib("07.10"), actor="-", action="x:y", subject="-")
    way.check_ins.replace_photo(first.record, "b" * 64, now=replaced.at, event=replaced)

    again = way.send()

    assert again.receipt == first.receipt
    assert (first.upload is None, again.upload) == (False, None)


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
