"""Check-ins and their photos, the own days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.services.check_in import (
    Committed,
    Found,
    check_in,
    place_to_ask,
    read_check_in,
)
from chalicelib.services.read_today import Today, read_today
from chalicelib.wiring.world import World

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.domain.attendance import Claim, Place
    from chalicelib.domain.people import PegawaiId
    from chalicelib.domain.permits import Permit
    from chalicelib.domain.sessions import Account
    from chalicelib.services.ports.activities import OpdActivity
    from chalicelib.services.ports.photos import Upload
    from chalicelib.services.read_month import Month


class CheckInVerbs(World):
    """Check-ins and their photos, the own days."""

    def read_today(self, *, account: Account, own_permits: tuple[Permit, ...]) -> Today:
        return read_today(
            account=account, own_permits=own_permits, activities=self.activities,
            check_ins=self.check_ins, seals=self.seals, ids=self.ids, regency=self.opds,
            opds=self.opds, clock=self.clock,
        )  # fmt: skip

    def read_month(
        self, *, account: Account, own_permits: tuple[Permit, ...], first_day: date
    ) -> Month:
        from chalicelib.services.read_month import read_month

        return read_month(
            account=account, own_permits=own_permits, first_day=first_day,
            people=self.people, opds=self.opds, regency=self.opds,
            activities=self.activities, check_ins=self.check_ins,
        )  # fmt: skip

    def read_check_in(self, *, place: Place, who: PegawaiId) -> Found:
        return read_check_in(place=place, who=who, check_ins=self.check_ins, seals=self.seals)

    def replace_photo(self, *, place: Place, who: PegawaiId, sha256: str, size: int) -> Upload:
        from chalicelib.services.replace_photo import replace_photo

        return replace_photo(
            place=place, who=who, sha256=sha256, size=size, check_ins=self.check_ins,
            photos=self.photos, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def place_to_ask(self, ticket: str) -> Place | None:
        return place_to_ask(ticket=ticket, seals=self.seals, clock=self.clock)

    def check_in(
        self, *, who: PegawaiId, claim: Claim, ticket: str, newest: OpdActivity | None
    ) -> Committed:
        return check_in(
            who=who, claim=claim, ticket=ticket, newest=newest, seals=self.seals,
            check_ins=self.check_ins, photos=self.photos, clock=self.clock,
        )  # fmt: skip
