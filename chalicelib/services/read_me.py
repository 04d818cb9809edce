"""Who the caller is, for the app's shell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import (
    Appointment,
    Duty,
    Opd,
    Person,
    Role,
    UnitNo,
    active_roles,
)
from chalicelib.domain.sessions import Account, Session, elevation_ends, ends_at, is_elevated

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from chalicelib.services.ports.accounts import Accounts
    from chalicelib.services.ports.notices import Notices
    from chalicelib.services.ports.people import Appointments, People
    from chalicelib.services.ports.regency import Opds
    from chalicelib.services.ports.system import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """What the shell draws."""

    account: Account
    session: Session
    person: Person
    opd: Opd
    opds: dict[str, Opd]  # of the roles
    unit_no: UnitNo
    roles: tuple[Appointment, ...]
    username: str | None
    mail: str | None
    is_elevated: bool
    needs_second_factor: bool
    elevation_ends: datetime | None
    session_ends: datetime
    admins: tuple[str, ...]
    unread: int
    stage: str
    notice_version: int


def read_me(
    *,
    account: Account,
    session: Session,
    stage: str,
    needs_second_factor: bool,
    accounts: Accounts,
    appointments: Appointments,
    people: People,
    opds: Opds,
    notices: Notices,
    clock: Clock,
    zone: tzinfo,
) -> Me:
    """The caller with the place and roles of today; raises NotFound without a profile."""
    now = clock.now()
    today = day_of(now)
    profile = people.profile(account.pegawai_id)
    if profile is None:
        raise NotFound
    person, mail = profile
    secret = accounts.secret(account.pegawai_id)
    opd_id, unit_no = account.place_on(today)
    roles = active_roles(account.appointments, today)
    admins = [
        held.name
        for held in appointments.of_opd(opd_id)
        if held.appointment.role is Role.OPD_ADMIN
        and held.appointment.is_active(today)
        and Duty.ACCOUNTS in held.appointment.duties
    ]
    return Me(
        account=account,
        session=session,
        person=person,
        opd=opds.get(opd_id),
        opds={a.opd_id: opds.get(a.opd_id) for a in roles if a.opd_id},
        unit_no=unit_no,
        roles=roles,
        username=secret.username if secret else None,
        mail=mail,
        is_elevated=not needs_second_factor or is_elevated(session, now=now),
        needs_second_factor=needs_second_factor and bool(roles),
        elevation_ends=elevation_ends(session) if needs_second_factor else None,
        session_ends=ends_at(session, account, zone),
        admins=tuple(admins),
        unread=sum(not notice.read for notice in notices.newest(account.pegawai_id)),
        stage=stage,
        notice_version=secret.notice_version if secret else 0,
    )
