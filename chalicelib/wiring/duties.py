"""The duty roster: read, written, and two people's turns swapped."""

from collections.abc import Mapping, Sequence
from datetime import date

from chalicelib.domain.duty import Match
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.services.change_duty import Desk, Planner, save_duty, swap_duty
from chalicelib.services.read_duty import DutyPage, match_people, read_duty
from chalicelib.wiring.world import World


class DutyVerbs(World):
    """The duty roster: read, written, and two people's turns swapped."""

    def read_duty(
        self, *, opd_id: OpdId, first_day: date, units: frozenset[UnitNo] | None
    ) -> DutyPage:
        return read_duty(
            opd_id=opd_id, first_day=first_day, units=units, duties=self.duties,
            activities=self.activities, people=self.people, opds=self.opds,
        )  # fmt: skip

    def match_people(
        self, *, opd_id: OpdId, units: frozenset[UnitNo] | None, written: Sequence[str]
    ) -> tuple[Match, ...]:
        return match_people(opd_id=opd_id, units=units, written=written, people=self.people)

    def save_duty(
        self, *, first_day: date, rows: Mapping[PegawaiId, str], planner: Planner
    ) -> DutyPage:
        save_duty(first_day=first_day, rows=rows, planner=planner, desk=self._desk)
        return self._read_again(first_day, planner)

    def swap_duty(
        self, *, day: date, one: PegawaiId, other: PegawaiId, planner: Planner
    ) -> DutyPage:
        swap_duty(day=day, one=one, other=other, planner=planner, desk=self._desk)
        return self._read_again(day.replace(day=1), planner)

    def _read_again(self, first_day: date, planner: Planner) -> DutyPage:
        return self.read_duty(opd_id=planner.opd_id, first_day=first_day, units=planner.units)

    @property
    def _desk(self) -> Desk:
        return Desk(
            duties=self.duties, activities=self.activities, people=self.people,
            notices=self.notices, tables=self.tables, ids=self.ids, clock=self.clock,
        )  # fmt: skip
