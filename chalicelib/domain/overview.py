"""What the regency's overview is made from: an OPD's figures at one activity, without people."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Self

from chalicelib.domain.activities import Activity, ActivityId, Kind
from chalicelib.domain.calendar import Week
from chalicelib.domain.people import OpdId
from chalicelib.domain.publications import WEEKLY
from chalicelib.domain.recap import Figures, Status
from chalicelib.domain.sheets import Edition

WEEKS: Final = 52  # that the overview looks back, the present one among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The total row of an OPD's newest table of one activity of the regency."""

    opd_id: OpdId
    activity_id: ActivityId
    kind: Kind
    held_on: date
    as_of: datetime  # when its facts were read; aware UTC
    is_final: bool
    is_trial: bool  # shown, but left out of the regency's totals
    figures: Figures

    @classmethod
    def of(cls, edition: Edition, activity: Activity) -> Self | None:
        """None for what is in no week of the regency: an OPD's own activity, another kind."""
        recap = edition.recap
        if activity.opds or activity.kind not in WEEKLY or recap.owner is None:
            return None
        return cls(
            opd_id=recap.owner,
            activity_id=activity.activity_id,
            kind=activity.kind,
            held_on=activity.held_on,
            as_of=edition.as_of,
            is_final=recap.status is Status.FINAL,
            is_trial=recap.is_trial,
            figures=recap.figures(recap.total),
        )


def days_back(today: date) -> tuple[date, date]:
    """The first and the last day that the overview shows."""
    return Week.of(today).shifted(1 - WEEKS).monday, today
