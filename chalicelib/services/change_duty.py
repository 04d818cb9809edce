"""The head or an admin writes the duty roster, or swaps two people on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import ONE_DAY
from chalicelib.domain.duty import MOST_PEOPLE, DutyMonth, bound_days
from chalicelib.domain.errors import (
    Missing,
    NotAllowed,
    NotFound,
    OutOfBounds,
    OwnCase,
    StateChanged,
    VersionConflict,
)
from chalicelib.domain.notices import duty_swapped
from chalicelib.domain.people import WHOLE_OPD, OpdId, PegawaiId, UnitNo
from chalicelib.services.ports.activities import Activities
from chalicelib.services.ports.duties import Duties
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import People
from chalicelib.services.ports.system import Clock, Ids
from chalicelib.services.ports.tables import Tables

CHANGE: Final = "duty:change"
SWAP: Final = "duty:swap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Who writes it, for which part of an OPD, over which version, and why so late."""

    by: PegawaiId
    opd_id: OpdId
    units: frozenset[UnitNo] | None
    version: int
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a change of the roster touches."""

    duties: Duties
    activities: Activities
    people: People
    notices: Notices
    tables: Tables
    ids: Ids
    clock: Clock


def save_duty(
    *, first_day: date, rows: Mapping[PegawaiId, str], planner: Planner, desk: Desk
) -> None:
    """Put these people's months in force, all or none of them; the same again: no change.

    Raises VersionConflict, OutOfBounds (no row of this month; too many people), NotFound (of
    another OPD), NotAllowed (of another unit), StateChanged (a day that is FINAL; `extensions` say
    which), OwnCase (the own row, once its activity is over), Missing (then a reason is needed).
    """
    before = _read(first_day, planner, desk)
    if any(len(row) != before.length for row in rows.values()):
        raise OutOfBounds("/rows", most=before.length)
    _refuse_others(rows, before, planner, desk)
    after = before.with_rows(rows)
    if len(after.rows) > MOST_PEOPLE:
        raise OutOfBounds("/rows", most=MOST_PEOPLE)
    if before.changed_rows(after):
        _keep(before, after, CHANGE, planner, desk)


def swap_duty(*, day: date, one: PegawaiId, other: PegawaiId, planner: Planner, desk: Desk) -> None:
    """Exchange two people's letters on a day, and tell both in the app what theirs is now.

    Raises what saving raises, and OutOfBounds where both have the same.
    """
    before = _read(day.replace(day=1), planner, desk)
    _refuse_others(dict.fromkeys((one, other)), before, planner, desk)
    after = before.swapped(day, one, other)
    if not before.changed_rows(after):
        raise OutOfBounds("/with")
    event = _keep(before, after, SWAP, planner, desk)
    for who in (one, other):
        words = duty_swapped(day, after.letter(who, day))
        desk.notices.add([who], words.notice(event.event_id, event.at))


def _read(first_day: date, planner: Planner, desk: Desk) -> DutyMonth:
    months, _ = desk.duties.around(planner.opd_id, first_day)
    if months[-1].version != planner.version:
        raise VersionConflict
    return months[-1]


def _refuse_others(
    people: Mapping[PegawaiId, object], before: DutyMonth, planner: Planner, desk: Desk
) -> None:
    """Only active people of one's units; who left the OPD may still be taken out."""
    present = {p.pegawai_id: p.unit_no for p in desk.people.of_opd(planner.opd_id) if p.is_active}
    for who in people:
        if who not in present and who not in before.rows:
            raise NotFound
        if planner.units is not None and present.get(who, WHOLE_OPD) not in planner.units:
            raise NotAllowed


def _keep(before: DutyMonth, after: DutyMonth, action: str, planner: Planner, desk: Desk) -> Event:
    days, now = before.changed_days(after), desk.clock.now()
    kept = [
        k
        for k in desk.activities.between(planner.opd_id, min(days), max(days) + ONE_DAY)
        if not k.activity.cancelled_because
    ]
    if locked := days & bound_days(k.activity for k in kept if k.is_locked):
        raise StateChanged(days=sorted(day.isoformat() for day in locked))
    over = bound_days(k.activity for k in kept if k.activity.window.closes <= now)
    if before.changed_days(after, planner.by) & over:
        raise OwnCase
    if days & over and not planner.reason:
        raise Missing("/reason")
    event = Event(
        event_id=desk.ids.ulid(), at=now, actor=planner.by, action=action,
        subject=f"{planner.opd_id}-{before.first_day:%Y%m}", opd_id=planner.opd_id,
        detail={"version": after.version, "rows": before.changed_rows(after)}
        | ({"reason": planner.reason} if planner.reason else {}),
    )  # fmt: skip
    desk.duties.change(after, event)
    desk.tables.follow(k for k in kept if days & bound_days([k.activity]))
    return event
