"""Signing in, and the own account on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain.sessions import Account, DeviceState, Session
from chalicelib.http.wire.kinds import matching, verbatim
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import nullable, required
from chalicelib.http.wire.times import moment, moment_or_none

if TYPE_CHECKING:
    from chalicelib.domain.people import Appointment, Opd
    from chalicelib.services.read_me import Me

LONGEST_LOGIN: Final = 64
LONGEST_PASSWORD: Final = 128

LOGIN = required("login", verbatim(LONGEST_LOGIN))
PASSWORD = required("password", verbatim(LONGEST_PASSWORD))
SIGN_IN = body(LOGIN, PASSWORD)
TOTP_CODE = required("code", matching(r"[0-9]{6}", str, longest=6))
SECOND_FACTOR = body(TOTP_CODE)

# No more than what SES takes as it stands: RFC 5321 §4.1.2 without quoting, host names of RFC 1123.
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
MAIL_PATTERN: Final = rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}"
MAIL_ADDRESS = matching(MAIL_PATTERN, str, longest=254)
MAIL = required("mail", nullable(MAIL_ADDRESS))
PROFILE = body(MAIL)


ME: Final = (  # fields of `me`
    "pegawai_id", "name", "call_name", "salutation", "nip", "employment", "position", "rank",
    "username", "mail", "unit", "opd", "roles", "elevated", "second_factor",
    "second_factor_required", "elevation_ends", "device", "session_ends", "admins", "unread",
    "stage", "notice_version_seen",
)  # fmt: skip


def me(of: Me) -> dict[str, Any]:
    """The caller, for the app's shell."""
    account, person, session = of.account, of.person, of.session
    return {
        "pegawai_id": account.pegawai_id,
        "name": person.full_name,
        "call_name": account.call_name,
        "salutation": person.salutation,
        "nip": person.nip,
        "employment": person.employment,
        "position": person.position,
        "rank": person.rank,
        "username": of.username,
        "mail": of.mail,
        "unit": {"no": of.unit_no, "name": of.opd.unit_name(of.unit_no)},
        "opd": {"id": of.opd.opd_id, "name": of.opd.name},
        "roles": [_role(a, of.opds) for a in of.roles],
        "elevated": of.is_elevated,
        "second_factor": "TOTP" if account.has_totp else "NONE",
        "second_factor_required": of.needs_second_factor,
        "elevation_ends": moment_or_none(of.elevation_ends),
        "device": _own_device(account, session),
        "session_ends": moment(of.session_ends),
        "admins": list(of.admins),
        "unread": of.unread,
        "stage": of.stage,
        "notice_version_seen": of.notice_version,
    }


def _own_device(account: Account, session: Session) -> dict[str, Any]:
    if account.device(session.device_id):
        return {"state": DeviceState.BOUND, "id": session.device_id}
    waits = any(d.state is DeviceState.PENDING for d in account.devices)
    return {"state": DeviceState.PENDING if waits else "NONE", "id": None}


def _role(of: Appointment, opds: dict[str, Opd]) -> dict[str, Any]:
    opd = opds.get(of.opd_id) if of.opd_id else None
    return {
        "role": of.role,
        "opd": {"id": opd.opd_id, "name": opd.name} if opd else None,
        "unit": {"no": of.unit_no, "name": opd.unit_name(of.unit_no)} if opd else None,
        "title": of.title,
        "duties": sorted(of.duties),
        "until": of.until.isoformat() if of.until else None,
    }
