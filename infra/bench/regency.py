"""The tests' regency with as many people as wanted, signed in without their passwords."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from chalicelib.adapters.dynamo.items import SessionItem
from chalicelib.adapters.dynamo.repositories.accounts import account_item
from chalicelib.adapters.dynamo.repositories.people import names_items, opd_item
from chalicelib.domain.activities import Activity
from chalicelib.domain.people import (
    Appointment,
    Duty,
    Opd,
    OpdId,
    PegawaiId,
    Person,
    Role,
    Unit,
    UnitNo,
)
from chalicelib.domain.sessions import Account, Session, token_sha256
from chalicelib.domain.tickets import TICKET, ticket_for, ticket_payload
from chalicelib.services.ports.system import Clock
from chalicelib.wiring.whole import Wired
from tests.world import a_person, ulid

SINCE: Final = date(2026, 1, 1)
TOKEN: Final = "bench-token"  # noqa: S105 - of a regency that nobody else reaches


@dataclass(frozen=True, slots=True)
class Office:
    """An OPD and its people."""

    opd: Opd
    people: list[Person]

    @property
    def admin(self) -> Person:
        """The one whose board it is."""
        return self.people[0]


def an_office(number: int, people: int, first: int) -> Office:
    """An OPD out of its trial, its people in two units; `first` numbers them apart from others."""
    opd_id = OpdId(ulid(900_000 + number))
    units = (Unit(no=UnitNo(1), name="Sekretariat"), Unit(no=UnitNo(2), name="Bidang"))
    opd = Opd(opd_id=opd_id, name=f"Dinas {number}", units=units, trial_ended_on=SINCE)
    members = [
        a_person(first + n, f"Pegawai {first + n}", opd=opd_id, unit=1 + n % 2)
        for n in range(people)
    ]
    return Office(opd, members)


def settle(office: Office, wired: Wired, at: datetime) -> None:
    """Write the OPD, its roster, and an account with a session for each person."""
    opd_item(office.opd).save()
    for item in names_items(office.opd.opd_id, list(office.people)):
        item.save()
    members = {person.pegawai_id: person.unit_no for person in office.people}
    wired.rosters.write(office.opd.opd_id, SINCE, members)
    with SessionItem.batch_write() as batch:
        for person in office.people:
            batch.save(account_item(_account(person, at, is_admin=person is office.admin)))
    wired.opds.forget()


def _account(person: Person, at: datetime, *, is_admin: bool) -> Account:
    elevated = at if is_admin else None
    session = Session(
        token_sha256=token_sha256(TOKEN),
        created_at=at,
        seen_at=at,
        elevated_at=elevated,
        elevated_seen_at=elevated,
    )
    admin = Appointment(
        role=Role.OPD_ADMIN, since=SINCE, opd_id=person.opd_id, duties=frozenset(Duty)
    )
    return replace(
        Account.of(person), sessions=(session,), appointments=(admin,) if is_admin else ()
    )


def cookies(who: PegawaiId) -> dict[str, str]:
    """The cookies of that person's session."""
    return {"__Host-sesi": f"{who}.{TOKEN}"}


def ticket(wired: Wired, clock: Clock, person: Person, activity: Activity) -> str:
    """The ticket that the person's page holds."""
    made = ticket_for(activity, person.opd_id, person.pegawai_id, issued_at=clock.now())
    return wired.seals.seal(TICKET, ticket_payload(made, wired.ids.token()))


def a_claim(number: int, activity: Activity, sealed: str) -> dict[str, Any]:
    """The body of a check-in with a photo of its own."""
    return {
        "id": ulid(100_000_000 + number),
        "activity_id": activity.activity_id,
        "ticket": sealed,
        "photo": {"sha256": sha256(str(number).encode()).hexdigest(), "size": 165_000},
        "captured_at": "2026-11-23T00:04:00Z",
        "source": "CAMERA",
        "offline": False,
    }
