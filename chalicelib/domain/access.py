"""Who may do what: one pure decision over one table (security.md §7). What no row allows is denied.

The resource is described by what is *stored* (its OPD, units and people), never by the request.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chalicelib.domain.errors import (
    ApelError,
    NotAllowed,
    NotFound,
    OwnCase,
    SecondFactorNeeded,
    SessionEnded,
)
from chalicelib.domain.people import Appointment, Duty, Opd, OpdId, PegawaiId, Role, UnitNo


class Permission(StrEnum):
    """What a route or job does, as <resource>:<action>."""

    SELF_READ = "self:read"
    SELF_UPDATE = "self:update"
    SESSION_END = "session:end"
    SESSION_ELEVATE = "session:elevate"
    SECOND_FACTOR_SET = "second-factor:set"
    MONTH_READ = "month:read"
    NOTICE_READ = "notice:read"
    DEVICE_READ = "device:read"
    DEVICE_CREATE = "device:create"
    DEVICE_APPROVE = "device:approve"
    DEVICE_REVOKE = "device:revoke"
    CHECK_IN_CREATE = "check-in:create"
    CHECK_IN_READ = "check-in:read"
    COLLEAGUE_FIND = "colleague:find"
    PERMIT_CREATE = "permit:create"
    PERMIT_READ = "permit:read"
    PERMIT_JOIN = "permit:join"
    PERMIT_WITHDRAW = "permit:withdraw"
    PERMIT_LIST = "permit:list"
    PERMIT_ENTER = "permit:enter"
    PERMIT_DECIDE = "permit:decide"
    LETTER_VIEW = "letter:view"
    SICK_NOTE_VIEW = "sick-note:view"
    OPD_READ = "opd:read"
    BOARD_READ = "board:read"
    REMINDER_CREATE = "reminder:create"
    PHOTO_VIEW = "photo:view"
    REVIEW_READ = "review:read"
    REVIEW_DECIDE = "review:decide"
    ABSENCE_DECIDE = "absence:decide"
    PEOPLE_READ = "people:read"
    CODE_ISSUE = "code:issue"
    AUDIT_READ = "audit:read"
    ACTIVITY_READ = "activity:read"
    ACTIVITY_CREATE = "activity:create"
    ACTIVITY_CANCEL = "activity:cancel"
    ACTIVITY_CHANGE = "activity:change"
    RECAP_READ = "recap:read"
    RECAP_EXPORT = "recap:export"
    RECAP_REOPEN = "recap:reopen"
    SIGNATURE_IMAGE_SET = "signature-image:set"
    APPOINTMENT_READ = "appointment:read"
    ADMIN_APPOINT = "admin:appoint"
    HEAD_APPOINT = "head:appoint"
    REGENCY_APPOINT = "regency:appoint"
    TRIAL_END = "trial:end"
    IMPORT_READ = "import:read"
    IMPORT_CREATE = "import:create"
    IMPORT_APPLY = "import:apply"
    CALENDAR_READ = "calendar:read"
    CALENDAR_CHANGE = "calendar:change"
    REPORT_CREATE = "report:create"
    REPORT_READ = "report:read"
    SETTINGS_READ = "settings:read"
    SETTINGS_CHANGE = "settings:change"
    OVERVIEW_READ = "overview:read"
    DUTY_READ = "duty:read"
    DUTY_CHANGE = "duty:change"


class Scope(StrEnum):
    """How far a right reaches; the letters are those of security.md §7."""

    OWN = "O"  # what is about the actor
    OWN_OPD = "D"  # the OPD that the actor belongs to
    UNIT = "U"  # the subtree of the appointment's unit, within its duties
    ALL = "X"  # every OPD and the regency
    ESCALATED = "E"  # every OPD, only what was escalated
    REGENCY = "R"  # what belongs to no single OPD
    NONE = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table: the scope of each role, and what else the action asks for."""

    scopes: Mapping[Role, Scope]
    duty: Duty | None = None  # that an admin's appointment must hold; None: any
    is_judging: bool = False  # never in one's own case
    is_recovery: bool = False  # gives a sign-in back: only to whom RECOVERS names
    is_for_today: bool = False  # open to a session that only a password stands behind (D1)


def _row(scopes: str, *, duty: Duty | None = None, **asks: bool) -> Row:
    by_role = dict(zip(Role, map(Scope, scopes.split()), strict=True))
    return Row(scopes=by_role, duty=duty, **asks)


TABLE: Final[Mapping[Permission, Row]] = {
    # columns: pegawai, admin_opd, kepala_opd, bkpsda, auditor
    Permission.SELF_READ: _row("O - - - -", is_for_today=True),
    Permission.SELF_UPDATE: _row("O - - - -"),
    Permission.SESSION_END: _row("O - - - -", is_for_today=True),
    Permission.SESSION_ELEVATE: _row("O - - - -", is_for_today=True),
    Permission.SECOND_FACTOR_SET: _row("O - - - -"),
    Permission.MONTH_READ: _row("O - - - -"),
    Permission.NOTICE_READ: _row("O - - - -"),
    Permission.DEVICE_READ: _row("O - - - -", is_for_today=True),
    Permission.DEVICE_CREATE: _row("O - - - -", is_for_today=True),
    Permission.DEVICE_APPROVE: _row("O U - X -", duty=Duty.ACCOUNTS),
    Permission.DEVICE_REVOKE: _row("O U - X -", duty=Duty.ACCOUNTS),
    Permission.CHECK_IN_CREATE: _row("O - - - -", is_for_today=True),
    Permission.CHECK_IN_READ: _row("O - - - -", is_for_today=True),
    Permission.COLLEAGUE_FIND: _row("D U U X X"),
    Permission.PERMIT_CREATE: _row("O - - - -", is_for_today=True),
    Permission.PERMIT_READ: _row("O U U X X", duty=Duty.PERMITS),
    Permission.PERMIT_JOIN: _row("D - - - -"),
    Permission.PERMIT_WITHDRAW: _row("O - - - -"),
    Permission.PERMIT_LIST: _row("- U U X X", duty=Duty.PERMITS),
    Permission.PERMIT_ENTER: _row("- U U E -", duty=Duty.PERMITS, is_judging=True),
    Permission.PERMIT_DECIDE: _row("- U U E -", duty=Duty.PERMITS, is_judging=True),
    Permission.LETTER_VIEW: _row("O U U X X", duty=Duty.PERMITS),
    Permission.SICK_NOTE_VIEW: _row("O U U E -", duty=Duty.PERMITS),
    Permission.OPD_READ: _row("- U U X X"),
    Permission.BOARD_READ: _row("- U U X X"),
    Permission.REMINDER_CREATE: _row("- U U X -"),
    Permission.PHOTO_VIEW: _row("O U U X X", duty=Duty.REVIEW),
    Permission.REVIEW_READ: _row("- U U X X", duty=Duty.REVIEW),
    Permission.REVIEW_DECIDE: _row("- U U E -", duty=Duty.REVIEW, is_judging=True),
    Permission.ABSENCE_DECIDE: _row("- U U E -", duty=Duty.REVIEW, is_judging=True),
    Permission.PEOPLE_READ: _row("- U U X X"),
    Permission.CODE_ISSUE: _row("- U - X -", duty=Duty.ACCOUNTS, is_judging=True, is_recovery=True),
    Permission.AUDIT_READ: _row("O U U X X"),
    Permission.ACTIVITY_READ: _row("- U U X X"),
    Permission.ACTIVITY_CREATE: _row("- U U R -", duty=Duty.ACTIVITIES),
    Permission.ACTIVITY_CANCEL: _row("- U U R -", duty=Duty.ACTIVITIES),
    Permission.ACTIVITY_CHANGE: _row("- U U R -", duty=Duty.ACTIVITIES),
    Permission.RECAP_READ: _row("D U U X X"),
    Permission.RECAP_EXPORT: _row("- U U X X"),
    Permission.RECAP_REOPEN: _row("- - - X -"),
    Permission.SIGNATURE_IMAGE_SET: _row("- - U - -"),
    Permission.APPOINTMENT_READ: _row("- - U X -"),
    Permission.ADMIN_APPOINT: _row("- - U X -"),
    Permission.HEAD_APPOINT: _row("- - - X -"),
    Permission.REGENCY_APPOINT: _row("- - - X -"),
    Permission.TRIAL_END: _row("- - - X -"),
    Permission.IMPORT_READ: _row("- - - X -"),
    Permission.IMPORT_CREATE: _row("- - - X -"),
    Permission.IMPORT_APPLY: _row("- - - X -"),
    Permission.CALENDAR_READ: _row("- U U X X"),
    Permission.CALENDAR_CHANGE: _row("- - - X -"),
    Permission.REPORT_CREATE: _row("O - - - -", is_for_today=True),
    Permission.REPORT_READ: _row("- - - X X"),
    Permission.SETTINGS_READ: _row("- - - X X"),
    Permission.SETTINGS_CHANGE: _row("- - - X -"),
    Permission.OVERVIEW_READ: _row("- - - X X"),
    Permission.DUTY_READ: _row("- U U X X"),
    Permission.DUTY_CHANGE: _row("- U U - -", duty=Duty.ACTIVITIES),
}

# Whose sign-in a role may give back: never that of an equal or higher one in the OPD (A9).
RECOVERS: Final[Mapping[Role, frozenset[Role]]] = {
    Role.OPD_ADMIN: frozenset({Role.EMPLOYEE}),
    Role.BKPSDA: frozenset(Role),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, as the session's item says (S2)."""

    pegawai_id: PegawaiId
    opd_id: OpdId  # on that day: transfers take effect at midnight
    appointments: tuple[Appointment, ...] = ()
    today: date  # WIB
    is_active: bool = True
    has_device: bool = False  # the session is bound to a device key (D1)
    is_elevated: bool = False  # a second factor was given and has not run out (A8)
    roles_need_second_factor: bool = True  # setting of the stage (A8)

    @property
    def acting(self) -> tuple[Appointment, ...]:
        """The appointments that count in this session; none before the second factor."""
        if self.roles_need_second_factor and not self.is_elevated:
            return ()
        return self.current

    @property
    def current(self) -> tuple[Appointment, ...]:
        """The appointments that hold today."""
        return tuple(a for a in self.appointments if a.is_active(self.today))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What is acted on, from the stored item."""

    opd: Opd | None = None  # None: the regency, or what belongs to its people alone
    units: frozenset[UnitNo] | None = None  # all must be in reach; None: whatever part is (a list)
    people: frozenset[PegawaiId] = frozenset()  # whom it is about
    roles: frozenset[Role] = frozenset({Role.EMPLOYEE})  # of that person (CODE_ISSUE)
    is_escalated: bool = False  # domain.md §4


@dataclass(frozen=True, slots=True, kw_only=True)
class Allow:
    """The action may go on, within `units`."""

    units: frozenset[UnitNo] | None = None  # None: no bound
    is_across: bool = False  # by a regency-wide right: the audit says so, photos ask a reason (Z4)


@dataclass(frozen=True, slots=True)
class Deny:
    """The action may not go on; the error's code tells no more than the actor may know."""

    refusal: type[ApelError]

    @property
    def code(self) -> str:
        """The stable code of security.md §4."""
        return self.refusal.code


def ensure(actor: Actor, action: Permission, resource: Resource) -> Allow:
    """Return the Allow of `decide`, or raise its refusal."""
    match decide(actor, action, resource):
        case Allow() as allowed:
            return allowed
        case Deny(refusal):
            raise refusal


def decide(actor: Actor, action: Permission, resource: Resource) -> Allow | Deny:
    """Decide by the table alone; the same arguments always give the same answer."""
    if not actor.is_active:
        return Deny(SessionEnded)
    row = TABLE[action]
    allowed = _allowed(actor, row, resource, actor.acting)
    if allowed is None:
        would_be = _allowed(actor, row, resource, actor.current)
        return Deny(SecondFactorNeeded if would_be else _unseen(actor, resource))
    if row.is_judging and actor.pegawai_id in resource.people:
        return Deny(OwnCase)
    if not (actor.has_device or actor.is_elevated or row.is_for_today):
        return Deny(SecondFactorNeeded)
    return allowed


def _allowed(
    actor: Actor, row: Row, resource: Resource, appointments: tuple[Appointment, ...]
) -> Allow | None:
    """The narrowest right that does: one's own, then one's units, then the regency's."""
    own = row.scopes[Role.EMPLOYEE]
    if own is Scope.OWN and actor.pegawai_id in resource.people:
        return Allow()
    if own is Scope.OWN_OPD and resource.opd and resource.opd.opd_id == actor.opd_id:
        return Allow()
    able = [a for a in appointments if _may_recover(a.role, row, resource)]
    reach = frozenset(unit for a in able for unit in _reach(a, row, resource))
    if reach and (resource.units is None or resource.units <= reach):
        return Allow(units=reach)
    if any(_covers_regency(row.scopes[a.role], resource) for a in able):
        return Allow(is_across=True)
    return None


def _reach(appointment: Appointment, row: Row, resource: Resource) -> Iterator[UnitNo]:
    is_theirs = resource.opd is not None and resource.opd.opd_id == appointment.opd_id
    has_duty = (
        appointment.role is not Role.OPD_ADMIN or row.duty is None or row.duty in appointment.duties
    )
    if row.scopes[appointment.role] is Scope.UNIT and resource.opd and is_theirs and has_duty:
        yield from resource.opd.subtree(appointment.unit_no)


def _covers_regency(scope: Scope, resource: Resource) -> bool:
    return (
        scope is Scope.ALL
        or (scope is Scope.ESCALATED and resource.is_escalated)
        or (scope is Scope.REGENCY and resource.opd is None)
    )


def _may_recover(role: Role, row: Row, resource: Resource) -> bool:
    return not row.is_recovery or resource.roles <= RECOVERS.get(role, frozenset())


def _unseen(actor: Actor, resource: Resource) -> type[ApelError]:
    """Not found, unless the actor knows of it anyway: the own OPD, an OPD of an appointment."""
    known = {actor.opd_id, *(a.opd_id for a in actor.acting)}
    is_regency_wide = None in known
    if resource.opd is None:
        return NotFound if resource.people else NotAllowed
    return NotAllowed if is_regency_wide or resource.opd.opd_id in known else NotFound
