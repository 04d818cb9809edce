"""What the regency's overview is made from: an OPD's figures at one activity, without people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Self

from chalicelib.domain.activities import Activity, ActivityId, Kind
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import Week
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.publications import WEEKLY
from chalicelib.domain.recap import Figures, Status
from chalicelib.domain.sheets import Edition

WEEKS: Final = 52  # that the overview looks back, the present one among them
WEEKS_IN_A_ROW: Final = 12  # in which TKs in a row are looked for: a long holiday is within


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
    arrivals: tuple[int, ...] = ()  # in the stretches of recap.ARRIVALS

    @classmethod
    def of(cls, edition: Edition, activity: Activity) -> Self | None:
        """None for what is in no week of the regency: an OPD's own activity, another kind."""
        recap = edition.recap
        own = activity.organiser is not None
        if own or activity.kind not in WEEKLY or recap.owner is None:
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
            arrivals=recap.arrivals,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unexplained:
    """Who is TK in an OPD's newest FINAL table of an activity that has a summary; by no name."""

    opd_id: OpdId
    activity_id: ActivityId
    held_on: date
    people: frozenset[PegawaiId]

    @classmethod
    def of(cls, edition: Edition, summary: Summary) -> Self:
        """From the lines that the table was counted from."""
        lines = edition.recap.lines
        return cls(
            opd_id=summary.opd_id,
            activity_id=summary.activity_id,
            held_on=summary.held_on,
            people=frozenset(line.pegawai_id for line in lines if line.code is Code.UNEXPLAINED),
        )


def in_a_row(tables: Iterable[Unexplained], count: int) -> dict[OpdId, frozenset[PegawaiId]]:
    """Who is TK in each of their OPD's last `count` tables; OPDs without anybody are left out.

    The order in which they were locked does not matter. Whoever was off or excused at one of
    them is not among these: only TK after TK is told (domain.md §6).
    """
    by_opd: dict[OpdId, list[Unexplained]] = {}
    for one in sorted(tables, key=lambda one: (one.held_on, one.activity_id)):
        by_opd.setdefault(one.opd_id, []).append(one)
    found = {
        opd_id: frozenset.intersection(*(one.people for one in own[-count:]))
        for opd_id, own in by_opd.items()
        if len(own) >= count
    }
    return {opd_id: people for opd_id, people in found.items() if people}


def days_back(today: date, weeks: int = WEEKS) -> tuple[date, date]:
    """The first and the last of so many weeks' days, the present week among them."""
    return Week.of(today).shifted(1 - weeks).monday, today
