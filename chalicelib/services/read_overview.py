"""The regency at a glance: a year of figures, and what somebody has to see to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import day_of
from chalicelib.domain.overview import WEEKS_IN_A_ROW, Summary, days_back, in_a_row
from chalicelib.domain.people import Opd, OpdId
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


def unexplained_in_a_row(
    *, recaps: Recaps, regency: Regency, clock: Clock
) -> tuple[int, dict[OpdId, int]]:
    """How many people of each OPD are TK so many times in a row, and how many times; one Query."""
    today = day_of(clock.now(), regency.zone())
    times = regency.settings(today).unexplained_in_a_row
    found = in_a_row(recaps.unexplained(*days_back(today, WEEKS_IN_A_ROW)), times)
    return times, {opd_id: len(people) for opd_id, people in found.items()}


def letters_waiting(*, opds: Iterable[Opd], permits: Permits) -> dict[OpdId, int]:
    """How many requests wait for a decision of each OPD; one Query an OPD, those with none out."""
    counts = {opd.opd_id: len(permits.open_cases(opd.opd_id)) for opd in opds}
    return {opd_id: count for opd_id, count in counts.items() if count}
