"""Today, a month and notices on the wire."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain.attendance import Code, State, winning_code
from chalicelib.http.wire.kinds import ident, matching
from chalicelib.http.wire.records import record_of
from chalicelib.http.wire.schema import read_path
from chalicelib.http.wire.times import activity, moment, moment_or_none

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.domain.notices import Notice
    from chalicelib.domain.permits import Permit
    from chalicelib.domain.sessions import Account
    from chalicelib.services.ports.check_ins import Judged
    from chalicelib.services.read_month import Month, MonthActivity
    from chalicelib.services.read_today import Today, TodayActivity

MONTH: Final = matching(  # YYYYMM, read as its first day
    "20[0-9]{2}(?:0[1-9]|1[0-2])", lambda text: date(int(text[:4]), int(text[4:]), 1)
)


def read_month(text: str) -> date:
    """The first day of a month YYYYMM; anything else names nothing."""
    return read_path(MONTH, text)


def read_id(text: str) -> str:
    """An id in a path; anything else names nothing."""
    return read_path(ident(str), text)


def permit_brief(permit: Permit | None) -> dict[str, Any] | None:
    """An own permit, as the cards show it."""
    if permit is None:
        return None
    part = permit.parts[0]
    return {
        "id": permit.permit_id,
        "kind": permit.code,
        "from": permit.first_day.isoformat(),
        "to": permit.last_day.isoformat(),
        "activity_id": permit.activity_id,
        "state": part.state,
        "reason": part.reason or None,
    }


def today(of: Today, account: Account, permits: Iterable[Permit]) -> dict[str, Any]:
    """The page of today."""
    return {
        "server_time": moment(of.server_time),
        "activities": [_today_activity(a, account, of.today) for a in of.activities],
        "permits": [permit_brief(p) for p in permits],
    }


def _today_activity(of: TodayActivity, account: Account, today: date) -> dict[str, Any]:
    """The challenge on its day only, also for a phone without a signal then: it can be staged."""
    kept = of.kept.activity
    judged = of.record
    return {
        **activity(kept),
        "challenge": kept.challenge or None if kept.held_on <= today else None,
        "required": of.is_required,
        "leader": kept.leader == account.pegawai_id,
        "ticket": of.ticket,
        "state": judged.state if judged else State.UNKNOWN,
        "code": _code(judged, of),
        "record": record_of(judged) if judged else None,
        "permit": permit_brief(of.permit),
        "reason_until": of.reason_until.isoformat(),
        "reminded_at": moment_or_none(of.reminded_at),
    }


def _code(judged: Judged | None, of: TodayActivity) -> str | None:
    if judged and judged.state is not State.REJECTED:
        return judged.check_in.code
    decided = {Code(of.decision.code)} if of.decision else set()
    return winning_code(decided | {code for code in (of.duty,) if code})


def month(of: Month, name: str) -> dict[str, Any]:
    """A month, day by day."""
    by_day: dict[date, list[dict[str, Any]]] = {}
    for row in of.activities:
        by_day.setdefault(row.kept.activity.held_on, []).append(_month_activity(row))
    return {
        "month": name,
        "days": [{"date": day.isoformat(), "activities": rows} for day, rows in by_day.items()],
        "counts": {str(code): count for code, count in of.counts.items()},
    }


def _month_activity(row: MonthActivity) -> dict[str, Any]:
    return {
        **activity(row.kept.activity),
        "code": row.result.code,
        "state": row.record.state if row.record else State.UNKNOWN,
        "record": record_of(row.record) if row.record else None,
        "permit": permit_brief(row.permit),
        "decision": {
            "code": row.decision.code,
            "reason": row.decision.reason,
            "by": row.decision.by_name,
        }
        if row.decision
        else None,
        "final": row.kept.is_locked,
        "reason_until": row.reason_until.isoformat(),
        "undecided": row.result.never_decided,
    }


def notices(of: Iterable[Notice]) -> dict[str, Any]:
    """Notices; the PWA has the text of each `what`."""
    return {
        "notices": [
            {
                "id": n.notice_id,
                "at": moment(n.at),
                "kind": n.what,
                "data": dict(n.data),
                "read": n.read,
            }
            for n in of
        ]
    }
