"""What security.md §7 says of a cell: role × action × case, in the words of the table's legend."""

from collections.abc import Mapping
from typing import Final

from chalicelib.domain.access import Permission, Scope
from chalicelib.domain.people import Role

CASES: Final = ("own", "own OPD", "list of own OPD", "other OPD", "list of other OPD", "regency")
REGENCY_ROLES: Final = frozenset({Role.BKPSDA, Role.AUDITOR})
# Routes about what belongs to no single OPD, without an {opd} in their path.
REGENCY_PATHS: Final = frozenset(
    {
        "/recaps/{week}/reopenings",
        "/activities",
        "/activity-series",
        "/activities/{activity}",
        "/activities/{activity}/cancellation",
        "/activities/{activity}/moves",
        "/appointments",
        "/appointments/regency",
        "/appointments/regency/endings",
        "/appointments/proposals",
        "/appointments/proposals/{proposal}/confirmation",
        "/appointments/proposals/{proposal}/refusal",
        "/appointments/proposals/{proposal}/withdrawal",
        "/imports",
        "/imports/{import_id}",
        "/imports/{import_id}/changes",
        "/imports/{import_id}/refusals",
        "/imports/{import_id}/checks",
        "/imports/{import_id}/applications",
        "/people",
        "/calendar/days",
        "/calendar/ceremonies",
        "/reports",
        "/settings",
        "/settings/letterhead-images",
        "/settings/letterhead-images/{image}",
        "/overview",
        "/overview/follow-ups",
    }
)
# Security.md §7 written a second time, so that no right is widened in one place alone: pegawai,
# admin_opd, kepala_opd, bkpsda, auditor, and what else is asked. O own, D own OPD, U unit of the
# appointment, X all, E escalated, R the regency's.
_WRITTEN: Final = """
self:read             O - - - -  today
self:update           O - - - -
session:end           O - - - -  today
session:elevate       O - - - -  today
second-factor:set     O - - - -
month:read            O - - - -
notice:read           O - - - -
device:read           O - - - -  today
device:create         O - - - -  today
device:approve        O U - X -  accounts
device:revoke         O U - X -  accounts
check-in:create       O - - - -  today
check-in:read         O - - - -  today
colleague:find        D U U X X
permit:create         O - - - -  today
permit:read           O U U X X  permits
permit:join           D - - - -
permit:withdraw       O - - - -
permit:list           - U U X X  permits
permit:enter          - U U E -  judging permits
permit:decide         - U U E -  judging permits
letter:view           O U U X X  permits
sick-note:view        O U U E -  permits
opd:read              - U U X X
board:read            - U U X X
reminder:create       - U U X -
photo:view            O U U X X  review
review:read           - U U X X  review
review:decide         - U U E -  judging review
absence:decide        - U U E -  judging review
people:read           - U U X X
code:issue            - U - X -  judging recovery accounts
audit:read            O U U X X
activity:read         - U U X X
activity:create       - U U R -  activities
activity:cancel       - U U R -  activities
activity:change       - U U R -  activities
recap:read            D U U X X
recap:export          - U U X X
recap:reopen          - - - X -
signature-image:set   - - U - -
appointment:read      - - U X -
admin:appoint         - - U X -
head:appoint          - - - X -
regency:appoint       - - - X -
trial:end             - - - X -
import:read           - - - X -
import:create         - - - X -
import:apply          - - - X -
calendar:read         - U U X X
calendar:change       - - - X -
report:create         O - - - -  today
report:read           - - - X X
settings:read         - - - X X
settings:change       - - - X -
overview:read         - - - X X
duty:read             - U U X X
duty:change           - U U - -  activities
"""
RIGHTS: Final[Mapping[Permission, str]] = {
    Permission(name): row
    for name, row in (line.split(maxsplit=1) for line in _WRITTEN.strip().splitlines())
}
_OWN_OPD: Final = frozenset({"own", "own OPD", "list of own OPD"})
_REACHES: Final[Mapping[Scope, frozenset[str]]] = {
    Scope.NONE: frozenset(),
    Scope.OWN: frozenset({"own"}),
    Scope.OWN_OPD: _OWN_OPD,
    Scope.UNIT: _OWN_OPD,
    Scope.ALL: frozenset(CASES),
    Scope.ESCALATED: frozenset(),  # nothing is escalated in these cases
    Scope.REGENCY: frozenset({"regency"}),
}


def scopes_of(action: Permission) -> dict[Role, Scope]:
    """How far each role's right reaches."""
    return dict(zip(Role, map(Scope, RIGHTS[action].split()[: len(Role)]), strict=True))


def asks_of(action: Permission) -> frozenset[str]:
    """What else the action asks for: judging, today, recovery, or the duty of an admin."""
    return frozenset(RIGHTS[action].split()[len(Role) :])


def expected(role: Role, action: Permission, case: str) -> str:
    """Whether it is allowed, or the code of the refusal; with device key and second factor."""
    scopes = scopes_of(action)
    if case in _REACHES[scopes[Role.EMPLOYEE]] | _REACHES[scopes[role]]:
        return "perkara-sendiri" if "judging" in asks_of(action) and case == "own" else "allow"
    is_hidden = case.endswith("other OPD") and role not in REGENCY_ROLES
    return "tidak-ada" if is_hidden else "tidak-berwenang"


def expected_without_second_factor(role: Role, action: Permission, case: str) -> str:
    """A role is an employee then; whoever would be allowed is told what is missing (A8)."""
    as_employee = expected(Role.EMPLOYEE, action, case)
    in_full = expected(role, action, case)
    gains = as_employee != "allow" and in_full in ("allow", "perkara-sendiri")
    return "perlu-faktor-kedua" if gains else as_employee


def expected_without_device(role: Role, action: Permission, case: str) -> str:
    """Only today is seen then, and roles do not act at all (D1)."""
    found = expected_without_second_factor(role, action, case)
    is_hindered = found == "allow" and "today" not in asks_of(action)
    return "perlu-faktor-kedua" if is_hindered else found
