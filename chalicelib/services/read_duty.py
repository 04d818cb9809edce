"""The duty roster of an OPD's month, and whom the lines of a spreadsheet mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import ONE_DAY
from chalicelib.domain.duty import (
    Clash,
    DutyMonth,
    Match,
    bound_days,
    clashes,
    codes_at,
    granted_days,
    match,
)
from chalicelib.domain.people import WHOLE_OPD, Opd, OpdId, PegawaiId, Person, UnitNo
from chalicelib.services.ports.activities import Activities, OpdActivity
from chalicelib.services.ports.duties import Duties
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPage:
    """A month's roster with all that is drawn into it."""

    opd: Opd
    month: DutyMonth
    people: tuple[tuple[PegawaiId, Person | None], ...]  # None: no longer of the OPD
    granted: tuple[tuple[PegawaiId, date, Code], ...]  # whole days of permits, of these people
    clashes: tuple[Clash, ...]
    activities: tuple[tuple[OpdActivity, int], ...]  # with how many of these people are on shift
    locked: frozenset[date]  # days that an activity which is FINAL has counted


def read_duty(
    *,
    opd_id: OpdId,
    first_day: date,
    units: frozenset[UnitNo] | None,
    duties: Duties,
    activities: Activities,
    people: People,
    opds: Opds,
) -> DutyPage:
    """The roster of one's units in that month: a Query of rosters and permits, one of activities.

    Who left the OPD is in no unit any more: they are shown to whom the whole OPD is shown.
    """
    months, permits = duties.around(opd_id, first_day)
    month = months[-1]
    present = {person.pegawai_id: person for person in people.of_opd(opd_id) if person.is_active}
    shown = [
        (who, present.get(who))
        for who in month.rows
        if units is None or unit_of(present.get(who)) in units
    ]
    mine = {who for who, _ in shown}
    granted = granted_days(month, permits)
    kept = [
        k
        for k in activities.between(opd_id, first_day, month.days[-1] + ONE_DAY)
        if not k.activity.cancelled_because
    ]
    return DutyPage(
        opd=opds.get(opd_id),
        month=month,
        people=tuple(sorted(shown, key=_by_unit_and_name)),
        granted=tuple((who, day, code) for (who, day), code in granted.items() if who in mine),
        clashes=tuple(
            clash for clash in clashes(months, granted, present) if clash.pegawai_id in mine
        ),
        activities=tuple(
            (k, sum(code is Code.ON_SHIFT for code in _of(mine, codes_at(months, k.activity))))
            for k in kept
            if month.has(k.activity.held_on)
        ),
        locked=bound_days(k.activity for k in kept if k.is_locked),
    )


def match_people(
    *, opd_id: OpdId, units: frozenset[UnitNo] | None, written: Sequence[str], people: People
) -> tuple[Match, ...]:
    """Whom each of these NIPs or names means among the active people of one's units."""
    mine = [
        person
        for person in people.of_opd(opd_id)
        if person.is_active and (units is None or person.unit_no in units)
    ]
    return tuple(match(line, mine) for line in written)


def unit_of(person: Person | None) -> UnitNo:
    """Their unit; who left the OPD belongs to all of it."""
    return person.unit_no if person else WHOLE_OPD


def _of(mine: set[PegawaiId], codes: dict[PegawaiId, Code]) -> list[Code]:
    return [code for who, code in codes.items() if who in mine]


def _by_unit_and_name(row: tuple[PegawaiId, Person | None]) -> tuple[bool, int, str, str]:
    who, person = row
    return person is None, unit_of(person), person.name.casefold() if person else "", who
