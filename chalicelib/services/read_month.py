"""A person's month: own records, permits and decisions; three calls with the sign-in check."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import ONE_DAY, day_of, locks_at
from chalicelib.domain.outcomes import Outcome, outcome, permit_days
from chalicelib.domain.people import OpdId, PegawaiId, Stay, stay_on, stays_within
from chalicelib.domain.permits import Permit, permit_for
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.activities import Activities, OpdActivity
from chalicelib.services.ports.check_ins import CheckIns, Decision, Judged
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds, Regency


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthActivity:
    """One activity of the month and what counts there."""

    kept: OpdActivity
    result: Outcome
    record: Judged | None
    decision: Decision | None
    permit: Permit | None
    reason_until: date  # last day on which a reason can still be given


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The page."""

    activities: tuple[MonthActivity, ...]
    counts: dict[Code, int]


def read_month(
    *,
    account: Account,
    own_permits: tuple[Permit, ...],
    first_day: date,
    people: People,
    opds: Opds,
    regency: Regency,
    activities: Activities,
    check_ins: CheckIns,
) -> Month:
    """The activities of that month that were the person's, each with its code by the one rule.

    `own_permits` came with the sign-in check. Who came to their place later than that month began
    has the days before in the OPD that held them then, or in none: a read more for their places,
    and one for each OPD more.
    """
    last_day = (first_day + timedelta(days=31)).replace(day=1) - ONE_DAY
    kept = [
        k
        for stay, ends in _stays(account, first_day, last_day, people)
        for k in activities.between(stay.opd_id, stay.since, ends)
        if k.activity.expects(account.pegawai_id, stay.unit_no) and not k.activity.cancelled_because
    ]
    return _month(kept, account.pegawai_id, own_permits, opds, regency, check_ins)


def _stays(
    account: Account, first_day: date, last_day: date, people: People
) -> list[tuple[Stay, date]]:
    """Where the person belonged in these days, each from its first day there to its last."""
    if account.since is None or account.since <= first_day:
        opd_id, unit_no = account.place_on(first_day)
        return [(Stay(since=first_day, opd_id=opd_id, unit_no=unit_no), last_day)]
    found = people.history(account.pegawai_id)
    return stays_within(found[1] if found else (), first_day, last_day)


def read_timeline(
    *,
    account: Account,
    opd_id: OpdId,
    stays: tuple[Stay, ...],
    permits: tuple[Permit, ...],
    first_day: date,
    last_day: date,
    opds: Opds,
    regency: Regency,
    activities: Activities,
    check_ins: CheckIns,
) -> Month:
    """Somebody's activities in an OPD between two days, for who looks after its people.

    Only days on which that OPD held the person: what was before is another OPD's to show.
    """
    held_by, unit_no = account.place_on(last_day)
    known = stays or (Stay(since=first_day, opd_id=held_by, unit_no=unit_no),)
    kept = [
        k
        for k in activities.between(opd_id, first_day, last_day)
        if not k.activity.cancelled_because
        and (stay := stay_on(known, k.activity.held_on)) is not None
        and stay.opd_id == opd_id
        and k.activity.expects(account.pegawai_id, stay.unit_no)
    ]
    return _month(kept, account.pegawai_id, permits, opds, regency, check_ins)


def _month(
    kept: Sequence[OpdActivity],
    who: PegawaiId,
    permits: tuple[Permit, ...],
    opds: Opds,
    regency: Regency,
    check_ins: CheckIns,
) -> Month:
    holidays = regency.holidays()
    own = check_ins.own(who, [k.place for k in kept])
    rows = []
    for k in kept:
        activity_id, held_on = k.activity.activity_id, k.activity.held_on
        record, decision = own.records.get(activity_id), own.decisions.get(activity_id)
        rows.append(
            MonthActivity(
                kept=k,
                result=outcome(
                    record=record.as_counted if record else None,
                    decision=Code(decision.code) if decision else None,
                    permits=permit_days(permits, held_on, activity_id),
                    duty=own.duty(who, k.activity),
                    locked=k.final_version > 0,
                    is_trial=opds.get(k.place.opd_id).is_trial(held_on),
                ),
                record=record,
                decision=decision,
                permit=permit_for(permits, held_on, activity_id),
                reason_until=day_of(locks_at(held_on, regency.settings(held_on), holidays)),
            )
        )
    counts = Counter(row.result.code for row in rows if row.result.code)
    return Month(activities=tuple(rows), counts=dict(counts))
