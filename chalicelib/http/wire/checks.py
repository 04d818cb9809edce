"""The public check of receipts and printed recaps on the wire."""

from typing import Any, Final

from chalicelib.domain.people import masked_nip
from chalicelib.http.wire.kinds import verbatim
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import required
from chalicelib.http.wire.times import moment
from chalicelib.services.check_token import CheckedRecap, CheckedReceipt

LONGEST_TOKEN: Final = 2_000
TOKEN = required("token", verbatim(LONGEST_TOKEN))
CHECK = body(TOKEN)
SHOWN: Final = (  # of a receipt, of a recap, or that there is none
    "valid", "kind?", "name?", "nip_masked?", "unit?", "activity?", "recorded_at?", "code?",
    "state?", "no?", "opd?", "title?", "date?", "status?", "total?", "present?", "percent?",
    "newer?",
)  # fmt: skip


def answer(checked: CheckedReceipt | CheckedRecap | None) -> dict[str, Any]:
    """What anybody may see: no photo, the NIP masked."""
    if checked is None:
        return {"valid": False}
    if isinstance(checked, CheckedRecap):
        return _recap(checked)
    return {
        "valid": True,
        "kind": "receipt",
        "name": checked.person.full_name,
        "nip_masked": masked_nip(checked.person.nip),
        "unit": checked.unit,
        "activity": {
            "title": checked.activity.title,
            "date": checked.activity.held_on.isoformat(),
        },
        "recorded_at": moment(checked.record.check_in.received_at),
        "code": checked.record.check_in.code,
        "state": checked.record.state,
        "no": checked.no,
    }


def _recap(checked: CheckedRecap) -> dict[str, Any]:
    newer = checked.newer
    return {
        "valid": True,
        "kind": "recap",
        "opd": checked.owner_name,
        "title": checked.title,
        "date": checked.held_on.isoformat(),
        "status": checked.state,
        "total": checked.total,
        "present": checked.present,
        "percent": checked.percent,
        "newer": {"status": newer.state, "at": moment(newer.at)} if newer else None,
    }
