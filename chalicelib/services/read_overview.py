"""The regency at a glance: a year of figures, and what somebody has to see to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import day_of
from chalicelib.domain.overview import WEEKS_IN_A_ROW, Summary, days_back, in_a_row
from chalicelib.domain.people import OFFICES, Opd, OpdId, Role
from chalicelib.services.ports.people import Appointments
from chalicelib.services.ports.permits import Permits
from chalicelib.services.ports.recaps import Recaps
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Every OPD's figures at each of the regency's activities of a year; no person is read."""

    today: date
    opds: tuple[Opd, ...]
    summaries: tuple[Summary, ...]  # by day


def read_overview(*, recaps: Recaps, opds: Opds, regency: Regency, clock: Clock) -> Overview:
    """One Query a megabyte: 50 OPDs over 52 weeks of apels and ceremonies are one."""
    today = day_of(clock.now(), regency.zone())
    return Overview(today=today, opds=opds.all(), summaries=recaps.summaries(*days_back(today)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """What somebody has to see to, by OPD."""

    opds: tuple[Opd, ...]  # by name
    vacant: Mapping[OpdId, tuple[Role, ...]]  # offices that nobody holds today
    letters: Mapping[OpdId, int]  # requests that wait for a decision
    times: int  # TK in a row
    in_a_row: Mapping[OpdId, int]  # people who are TK so many times


def read_follow_ups(
    *,
    recaps: Recaps,
    appointments: Appointments,
    permits: Permits,
    opds: Opds,
    regency: Regency,
    clock: Clock,
) -> FollowUps:
    """Three Queries, however many OPDs there are."""
    today = day_of(clock.now(), regency.zone())
    every, filled = opds.all(), appointments.filled(today)
    times = regency.settings(today).unexplained_in_a_row
    again = in_a_row(recaps.unexplained(*days_back(today, WEEKS_IN_A_ROW)), times)
    return FollowUps(
        opds=every,
        vacant={
            opd.opd_id: empty
            for opd in every
            if (empty := tuple(r for r in OFFICES if r not in filled.get(opd.opd_id, ())))
        },
        letters=permits.waiting(),
        times=times,
        in_a_row={opd_id: len(people) for opd_id, people in again.items()},
    )
