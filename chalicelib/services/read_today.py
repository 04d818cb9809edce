"""Today's page of a person: the coming week, own states, tickets, notices; at most 3 reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from chalicelib.domain.calendar import day_of, locks_at
from chalicelib.domain.permits import Permit, permit_for
from chalicelib.domain.tickets import TICKET, ticket_for, ticket_payload

if TYPE_CHECKING:
    from chalicelib.domain.attendance import Code
    from chalicelib.domain.sessions import Account
    from chalicelib.services.ports.activities import Activities, OpdActivity
    from chalicelib.services.ports.check_ins import CheckIns, Decision, Judged
    from chalicelib.services.ports.regency import Opds, Regency
    from chalicelib.services.ports.secrets import Seals
    from chalicelib.services.ports.system import Clock, Ids

DAYS_SHOWN: Final = 7
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayActivity:
    """One activity on the page, with what is known of the person there."""

    kept: OpdActivity
    is_required: bool
    ticket: str | None
    record: Judged | None
    decision: Decision | None
    duty: Code | None  # by the duty roster; of activities that are not far off
    permit: Permit | None
    reminded_at: datetime | None
    reason_until: date  # last day on which a reason can still be given


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The page."""

    server_time: datetime
    today: date
    activities: tuple[TodayActivity, ...]
    permits: tuple[Permit, ...]


def read_today(
    *,
    account: Account,
    own_permits: tuple[Permit, ...],
    activities: Activities,
    check_ins: CheckIns,
    seals: Seals,
    ids: Ids,
    regency: Regency,
    opds: Opds,
    clock: Clock,
) -> Today:
    """The activities of the next 7 days, each with a fresh ticket, own record and permit.

    `account` and `own_permits` came with the sign-in check, in one Query; here one Query of the
    OPD's days and one batch of own records follow. An activity that has closed stays on the page
    for its day, so that the person can still explain; one over midnight stays while it is open.
    Where their OPD is a guest and sends only others, it is left out. Where each stays in the own
    office, that of their unit comes with the batch.
    """
    now = clock.now()
    today = day_of(now)
    holidays = regency.holidays()
    opd_id, unit_no = account.place_on(today)
    found = activities.between(opd_id, today - DAY, today + DAY * (DAYS_SHOWN - 1))
    kept = [
        k
        for k in found
        if (k.activity.held_on >= today or k.activity.window.closes > now)
        and (k.activity.people is None or k.activity.expects(account.pegawai_id, unit_no))
    ]
    near = [k for k in kept if k.activity.held_on <= today]
    places = [k.place for k in near]
    is_in_offices = any(k.activity.venue.is_own_office for k in kept)
    own = check_ins.own(account.pegawai_id, places, offices_of=opd_id if is_in_offices else None)
    if own.offices:
        opd = opds.get(opd_id)
        kept = [replace(k, activity=own.offices.placed(k.activity, opd, unit_no)) for k in kept]

    def ticket(k: OpdActivity) -> str:
        made = ticket_for(k.activity, opd_id, account.pegawai_id, issued_at=now)
        return seals.seal(TICKET, ticket_payload(made, ids.token()))

    shown = []
    for k in kept:
        activity_id, held_on = k.activity.activity_id, k.activity.held_on
        is_required = k.activity.expects(account.pegawai_id, unit_no)
        takes_photos = is_required and not k.activity.cancelled_because
        shown.append(
            TodayActivity(
                kept=k,
                is_required=is_required,
                ticket=ticket(k) if takes_photos else None,
                record=own.records.get(activity_id),
                decision=own.decisions.get(activity_id),
                duty=own.duty(account.pegawai_id, k.activity) if is_required else None,
                permit=permit_for(own_permits, held_on, activity_id),
                reminded_at=own.reminders.get(activity_id),
                reason_until=day_of(locks_at(held_on, regency.settings(held_on), holidays)),
            )
        )
    return Today(server_time=now, today=today, activities=tuple(shown), permits=own_permits)
