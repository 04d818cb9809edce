"""Activation, recovery and the own devices on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain import text
from chalicelib.http.wire.accounts import LOGIN, PASSWORD
from chalicelib.http.wire.kinds import integer, matching, verbatim
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import nullable, optional, record, required
from chalicelib.http.wire.times import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.people import Opd
    from chalicelib.domain.sessions import Account, Device, Session
    from chalicelib.services.ports.accounts import Secret

SPKI_PATTERN: Final = r"[A-Za-z0-9+/]{122}=="  # base64 of 91 bytes: P-256 SubjectPublicKeyInfo

CODE = required("code", verbatim(40))
CHECK_CODE = body(LOGIN, CODE)
# With a letter in it, so that nobody takes the NIP of a colleague who is yet to come.
USERNAME_PATTERN: Final = r"(?=.*[a-z])[a-z0-9][a-z0-9._-]{3,31}"
USERNAME = optional("username", nullable(matching(USERNAME_PATTERN, str, longest=32)))
NOTICE_VERSION = required("notice_version", integer(1, 1_000))
PUBLIC_KEY = required("public_key", matching(SPKI_PATTERN, str, longest=124))
LABEL = required("label", text_kind(text.name, text.LONGEST_NAME))
DEVICE = optional("device", nullable(record(PUBLIC_KEY, LABEL)))
ACTIVATION = body(LOGIN, CODE, USERNAME, PASSWORD, NOTICE_VERSION, DEVICE)
NEW_DEVICE = body(PUBLIC_KEY, LABEL)


def device(of: Device, *, current: bool) -> dict[str, Any]:
    """One device slot."""
    return {
        "id": of.device_id,
        "label": of.label,
        "state": of.state,
        "since": moment(of.since),
        "current": current,
    }


def devices(of: Sequence[Device], session: Session) -> dict[str, Any]:
    """Both slots."""
    return {"devices": [device(d, current=d.device_id == session.device_id) for d in of]}


def code_owner(
    account: Account, secret: Secret, opd: Opd, *, needs_second_factor: bool
) -> dict[str, Any]:
    """Whose code it is, and which steps follow."""
    roles = sorted({a.role for a in account.appointments})
    return {
        "name": account.name,
        "unit": opd.unit_name(account.unit_no),
        "opd": opd.name,
        "recovery": secret.is_recovery,
        "roles": roles,
        "needs_totp": bool(roles) and needs_second_factor,
    }
