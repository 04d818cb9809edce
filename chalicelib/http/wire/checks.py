"""The public check of receipts on the wire."""

from typing import Any, Final

from chalicelib.domain.people import masked_nip
from chalicelib.http.wire.kinds import verbatim
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import required
from chalicelib.http.wire.times import moment
from chalicelib.services.check_token import CheckedReceipt

LONGEST_TOKEN: Final = 2_000
TOKEN = required("token", verbatim(LONGEST_TOKEN))
CHECK = body(TOKEN)


def answer(checked: CheckedReceipt | None) -> dict[str, Any]:
    """What anybody may see: no photo, the NIP masked."""
    if checked is None:
        return {"valid": False}
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
