"""A Monday of the past: everybody's record, some letters, the recap."""

from datetime import date, timedelta
from typing import Final

from chalicelib.adapters.dynamo.items import CheckInItem
from chalicelib.adapters.dynamo.repositories.check_ins import check_in_item
from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import CheckIn, Claim, Code, Place, State
from chalicelib.domain.calendar import Job
from chalicelib.domain.people import Person
from chalicelib.domain.permits import Part, Permit, PermitId, PermitState
from chalicelib.domain.tickets import ticket_for
from chalicelib.domain.work import Work
from infra.bench.regency import Office
from tests.world import World, an_apel, ulid, wib

PERMITS: Final = 4
PER_PERMIT: Final = 3  # other people each week: in 40 weeks a person has one or two


def add_past(world: World, office: Office, day: date, number: int) -> None:
    """As the product left it, at closing time; `number` tells its activity from others."""
    apel, opd_id = an_apel(number, day), office.opd.opd_id
    world.clock.at = wib("07.31", day)
    world.wired.activities.add(apel, [opd_id], world.event("bench:apel"))
    for n in range(PERMITS):
        first = PER_PERMIT * (PERMITS * number + n) % (len(office.people) - PER_PERMIT)
        permit = _permit(office.people[first : first + PER_PERMIT], world, day, n)
        world.wired.permits.add(permit, world.event("bench:permit"))
    with CheckInItem.batch_write() as batch:
        for n, person in enumerate(office.people):
            batch.save(check_in_item(_record(person, apel, n), State.VERIFIED))
    place = Place(opd_id=opd_id, held_on=f"{day:%Y%m%d}", activity_id=apel.activity_id)
    chunks = world.wired.rosters.chunks(opd_id, day)
    world.wired.run(Work(job=Job.COMPILE, place=place, chunks=chunks))


def _permit(people: list[Person], world: World, day: date, n: int) -> Permit:
    asked_by = people[0]
    return Permit(
        permit_id=PermitId(world.wired.ids.ulid()),
        opd_id=asked_by.opd_id,
        code=Code.DUTY_ELSEWHERE,
        first_day=day,
        last_day=day,
        reason=f"Rapat koordinasi {n}",
        asked_by=asked_by.pegawai_id,
        asked_at=world.clock.now(),
        parts=tuple(
            Part(
                pegawai_id=person.pegawai_id,
                name=person.full_name,
                opd_id=person.opd_id,
                unit_no=person.unit_no,
                state=PermitState.APPROVED,
            )
            for person in people
        ),
    )


def _record(person: Person, apel: Activity, n: int) -> CheckIn:
    at = apel.window.opens + timedelta(seconds=n % 1_200)
    claim = Claim(
        check_in_id=ulid(n),
        activity_id=apel.activity_id,
        photo_sha256="a" * 64,
        photo_size=165_000,
        captured_at=at.isoformat(),
        clock_offset_ms=None,
        is_live=True,
        is_offline=False,
        place=None,
        device_id=None,
        device_signature=None,
    )
    ticket = ticket_for(apel, person.opd_id, person.pegawai_id, issued_at=at)
    return CheckIn.of(claim, ticket, received_at=at)
