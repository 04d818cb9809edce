"""The regency's year: read, and changed by BKPSDA."""

from collections.abc import Sequence
from datetime import date

from chalicelib.domain.people import OpdId
from chalicelib.domain.planning import apel_weekdays
from chalicelib.domain.year import DayKind, Year
from chalicelib.services.change_calendar import Calendar, Changer, move_ceremony, set_day
from chalicelib.wiring.world import World


class CalendarVerbs(World):
    """The regency's year: read, and changed by BKPSDA."""

    def read_year(self, number: int) -> Year:
        return self.holidays.years([number])[0]

    def apel_weekdays(self, year: int) -> tuple[tuple[date, int], ...]:
        return apel_weekdays(year, self.opds.settings)

    def set_day(
        self, *, day: date, kind: DayKind, name: str | None, working: Sequence[OpdId],
        changer: Changer,
    ) -> Year:  # fmt: skip
        changed = set_day(
            day=day, kind=kind, name=name, working=working, changer=changer,
            calendar=self._calendar,
        )  # fmt: skip
        self.opds.forget()
        return changed

    def move_ceremony(self, *, own_date: date, to: date, changer: Changer) -> Year:
        return move_ceremony(own_date=own_date, to=to, changer=changer, calendar=self._calendar)

    @property
    def _calendar(self) -> Calendar:
        return Calendar(
            holidays=self.holidays, activities=self.activities, schedule=self.schedule,
            opds=self.opds, regency=self.opds, notice_queue=self.notice_queue, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip
