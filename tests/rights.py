"""What security.md §7 says of a cell: role × action × case, in the words of the table's legend."""

from collections.abc import Mapping
from typing import Final

from chalicelib.domain.access import TABLE, Permission, Scope
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


def expected(role: Role, action: Permission, case: str) -> str:
    """Whether it is allowed, or the code of the refusal; with device key and second factor."""
    row = TABLE[action]
    if case in _REACHES[row.scopes[Role.EMPLOYEE]] | _REACHES[row.scopes[role]]:
        return "perkara-sendiri" if row.is_judging and case == "own" else "allow"
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
    is_hindered = found == "allow" and not TABLE[action].is_for_today
    return "perlu-faktor-kedua" if is_hindered else found
