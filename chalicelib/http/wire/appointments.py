"""Appointments on the wire."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.domain import text
from chalicelib.domain.people import (
    ActingTitle,
    Appointment,
    Duty,
    Opd,
    OpdId,
    PegawaiId,
    Role,
    UnitNo,
)
from chalicelib.domain.proposals import OPEN_FOR, Decision, Proposal
from chalicelib.http.wire.accounts import MAIL_ADDRESS
from chalicelib.http.wire.kinds import DATE, ident, integer, member_of, one_of
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import Values, list_of, nullable, optional, required
from chalicelib.services.ports.people import Held
from chalicelib.services.propose_role import Wanted
from chalicelib.services.read_appointments import Desk, RegencyDesk

WHO = required("pegawai_id", ident(PegawaiId))
SINCE = required("since", DATE)
UNTIL = optional("until", nullable(DATE))
UNIT = optional("unit", integer(0, 65_535))
DUTIES = required("duties", list_of(member_of(Duty), least=1, most=len(Duty)))
TITLE = optional("title", one_of(ActingTitle.PLT, ActingTitle.PLH))
DECREE = optional("decree", text_kind(text.line, text.LONGEST_LINE))
MAIL = optional("mail", nullable(MAIL_ADDRESS))
ADMIN = body(WHO, SINCE, UNTIL, UNIT, DUTIES, DECREE, MAIL)
HEAD = body(WHO, SINCE, UNTIL, UNIT, TITLE, DECREE, MAIL)
LAST_DAY = required("last_day", DATE)
ENDING = body(WHO, SINCE, LAST_DAY)
ROLE = required("role", one_of(Role.BKPSDA, Role.AUDITOR))
REASON = required("reason", text_kind(text.reason, text.LONGEST_REASON))
PROPOSAL = body(WHO, ROLE, SINCE, UNTIL, REASON, MAIL)
REFUSAL = body(REASON)
REGENCY_ENDING = body(WHO, ROLE, SINCE, LAST_DAY)
ON = required("on", DATE)
TRIAL_END = body(ON)


def admin_of(values: Values, opd_id: OpdId) -> Appointment:
    """An admin's appointment in a body."""
    return replace(_appointment(values, Role.OPD_ADMIN, opd_id), duties=frozenset(values[DUTIES]))


def head_of(values: Values, opd_id: OpdId) -> Appointment:
    """A head's appointment in a body."""
    title = values[TITLE] or ActingTitle.NONE
    return replace(_appointment(values, Role.OPD_HEAD, opd_id), title=title)


def _appointment(values: Values, role: Role, opd_id: OpdId) -> Appointment:
    return Appointment(
        role=role,
        since=values[SINCE],
        until=values[UNTIL],
        opd_id=opd_id,
        unit_no=UnitNo(values[UNIT] or 0),
    )


def wanted_of(values: Values) -> Wanted:
    """Who is proposed for a role of the regency."""
    return Wanted(
        pegawai_id=values[WHO],
        role=values[ROLE],
        since=values[SINCE],
        until=values[UNTIL],
        reason=values[REASON],
        mail=values[MAIL],
    )


def desks(of: Sequence[Desk], today: date, opd_of: Callable[[OpdId], Opd]) -> dict[str, Any]:
    """The appointments of OPDs."""
    return {"opds": [_desk(one, today, opd_of) for one in of]}


def _desk(of: Desk, today: date, opd_of: Callable[[OpdId], Opd]) -> dict[str, Any]:
    ended = of.opd.trial_ended_on
    return {
        "id": of.opd.opd_id,
        "name": of.opd.name,
        "trial": of.opd.is_trial(today),
        "trial_ended_on": ended.isoformat() if ended else None,
        "units": [{"no": u.no, "name": u.name, "parent": u.parent} for u in of.opd.units],
        "held": [held(one, today) for one in of.held],
        "vacant": [
            {"role": role, "since": since.isoformat() if since else None}
            for role, since in of.vacant_since.items()
        ],
        "moved": [
            {"pegawai_id": who, "to": opd_of(place).name if place else None}
            for who, place in of.moved.items()
        ],
    }


def held(of: Held, today: date) -> dict[str, Any]:
    """One appointment."""
    a = of.appointment
    return {
        "pegawai_id": of.pegawai_id,
        "name": of.name,
        "role": a.role,
        "since": a.since.isoformat(),
        "until": a.until.isoformat() if a.until else None,
        "unit": a.unit_no,
        "duties": sorted(a.duties),
        "title": a.title,
        "decree": of.decree,
        "active": a.is_active(today),
    }


def regency(of: RegencyDesk, today: date) -> dict[str, Any]:
    """Who holds the regency's roles, and who is proposed for one."""
    return {
        "held": [held(one, today) for one in of.held],
        "proposals": [proposal(one, today) for one in of.proposals],
        "open_days": OPEN_FOR.days,
    }


def proposal(of: Proposal, today: date) -> dict[str, Any]:
    """One proposal; its mail address is nobody's business but the person's."""
    return {
        "id": of.proposal_id,
        "pegawai_id": of.pegawai_id,
        "name": of.name,
        "role": of.role,
        "since": of.since.isoformat(),
        "until": of.until.isoformat() if of.until else None,
        "reason": of.reason,
        "by": of.by.pegawai_id,
        "by_name": of.by.name,
        "at": of.at.isoformat(),
        "last_day": of.last_day.isoformat(),
        "waiting": of.is_waiting(today),
        "state": of.state,
        "decision": _decision(of.decision) if of.decision else None,
    }


def _decision(of: Decision) -> dict[str, Any]:
    return {"by_name": of.by.name, "at": of.at.isoformat(), "reason": of.reason}
