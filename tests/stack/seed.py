"""Fills a stack with one OPD whose apel has just closed: `python -m tests.stack.seed`.

A process of its own: the functions' environment names the tables, once a process.
"""

import json
import sys
from datetime import date, timedelta

from chalicelib.adapters.dynamo.repositories.accounts import account_item
from chalicelib.adapters.dynamo.repositories.appointments import DynamoAppointments
from chalicelib.adapters.dynamo.repositories.people import names_items, opd_item, profile_item
from chalicelib.domain.activities import Activity, ActivityId, Kind, Venue, Window
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.people import (
    Appointment,
    Nip,
    Opd,
    OpdId,
    PegawaiId,
    Person,
    Role,
    Unit,
    UnitNo,
)
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.people import Held
from chalicelib.wiring import wired

HEAD_MAIL = "kepala@bangkalankab.example"


def main() -> None:
    """One OPD, a head and two others, an apel that closed a minute ago."""
    opd_id = OpdId(wired().ids.ulid())
    opd = Opd(
        opd_id=opd_id,
        name="Dinas Uji",
        units=(Unit(no=UnitNo(1), name="Sekretariat"),),
        trial_ended_on=date(2020, 1, 1),
    )
    people = [
        Person(
            pegawai_id=PegawaiId(wired().ids.ulid()),
            nip=Nip(f"19800101200501{1 + n % 2}00{n}"),
            name=name,
            opd_id=opd_id,
            unit_no=UnitNo(1),
        )
        for n, name in enumerate(("Siti Aminah", "Budi Hartono", "Joko Santosa"))
    ]
    for item in (opd_item(opd), *names_items(opd_id, people)):
        item.save()
    wired().rosters.write(opd_id, date(2026, 1, 1), {p.pegawai_id: p.unit_no for p in people})
    appoint(people[0])
    activity = closed_apel()
    wired().activities.add(activity, [opd_id], event("activity:create"))
    sys.stdout.write(json.dumps({"opd": opd_id, "activity": activity.activity_id}))


def appoint(head: Person) -> None:
    """The first of them leads the OPD and has entered an address."""
    account = Account(
        pegawai_id=head.pegawai_id,
        rev=1,
        is_active=True,
        name=head.full_name,
        call_name="Siti",
        opd_id=head.opd_id,
        unit_no=head.unit_no,
    )
    account_item(account).save()
    profile_item(head, HEAD_MAIL).save()
    held = Held(
        pegawai_id=head.pegawai_id,
        name=head.full_name,
        appointment=Appointment(role=Role.OPD_HEAD, since=date(2026, 1, 1), opd_id=head.opd_id),
    )
    DynamoAppointments().add(account.next_rev(), held, event("role:appoint"))


def closed_apel() -> Activity:
    """An apel of the whole regency on this day."""
    closes = wired().clock.now() - timedelta(minutes=1)
    opens = closes - timedelta(minutes=45)
    return Activity(
        activity_id=ActivityId(wired().ids.ulid()),
        kind=Kind.MORNING_APEL,
        title="Apel uji",
        held_on=day_of(closes),
        window=Window(opens=opens, starts=opens, late_after=closes, closes=closes),
        venue=Venue(name="Halaman"),
    )


def event(action: str) -> Event:
    """The audit event that each change carries."""
    wire = wired()
    return Event(
        event_id=wire.ids.ulid(), at=wire.clock.now(), actor="test", action=action, subject="-"
    )


if __name__ == "__main__":
    main()
