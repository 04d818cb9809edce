"""Duty rosters."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Protocol

from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import Code
from chalicelib.domain.audit import Event
from chalicelib.domain.duty import DutyMonth, codes_at
from chalicelib.domain.outcomes import PermitDay, permit_days
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.permits import Permit


class Duties(Protocol):
    """The duty rosters of OPDs, one a month; a month's permits lie beside its roster."""

    def around(self, opd_id: OpdId, day: date) -> tuple[tuple[DutyMonth, ...], tuple[Permit, ...]]:
        """The rosters that say what counts on that day, and what permits touch its month.

        The month before comes first, where the eve is in it; the permits with that OPD's people.
        One consistent Query.
        """
        ...

    def change(self, month: DutyMonth, event: Event) -> None:
        """Store it over the version before; raises VersionConflict."""
        ...


def said_of(
    activity: Activity, opd_id: OpdId, duties: Duties
) -> tuple[tuple[PermitDay, ...], dict[PegawaiId, Code]]:
    """What permits and the duty roster say of an OPD's people there; one Query."""
    months, permits = duties.around(opd_id, activity.held_on)
    days = permit_days(permits, activity.held_on, activity.activity_id)
    return days, dict(codes_at(months, activity))


def on_duty_elsewhere(
    activity: Activity, led: Mapping[OpdId, AbstractSet[PegawaiId]], duties: Duties
) -> dict[PegawaiId, Code]:
    """What duty rosters said of those whose records lie in other OPDs' keeping (security.md T7).

    A Query for each such OPD. Their permits count where they are by now anyway.
    """
    found: dict[PegawaiId, Code] = {}
    for home, people in led.items():
        _, codes = said_of(activity, home, duties)
        found |= {who: code for who, code in codes.items() if who in people}
    return found
