"""What the fields of answers hold: one word means one thing in the whole API.

A name that is not here is described by its name alone: it is a list at one place and a number at
another ("devices", "permits", "photos", "rows"), or its value says what it is ("answers").
"""

from collections.abc import Mapping
from typing import Final

from chalicelib.http.wire.schema import Schema

_LISTS: Final = """
    activities admins apel_weekdays ceremonies clashes codes days duties events files guests
    headers held imports locked matches missing notices opds others pending_devices people
    proposals published queue reports roles settings stays tables units uploads vacant weeks
"""
_OBJECTS: Final = """
    activity components counts device host import in_a_row info letter paths receipt record upload
    venue window
"""
_YES_OR_NO: Final = """
    active answered cancelled elevated everybody full may_reopen needs_totp recovery
    second_factor_required series valid waiting
"""
_NUMBERS: Final = """
    done free_leavers left notice_version_seen open_days picked_up_s reminded rev total unread year
"""
_TEXTS: Final = """
    account by by_name call_name created_by cursor employment file_name id kind month name nip
    nip_masked no pegawai_id phase position previous rank role salutation second_factor stage state
    status title url week
"""
_TEXTS_OR_NULL: Final = "activity_id challenge mail problem reason username"
_DAYS: Final = "date earliest from last_day to today"
_TIMES: Final = "at changed_at created_at recorded_at server_time session_ends"

_KINDS: Final[Mapping[str, Schema]] = {
    _LISTS: {"type": "array"},
    _OBJECTS: {"type": "object"},
    _YES_OR_NO: {"type": "boolean"},
    _NUMBERS: {"type": "integer"},
    _TEXTS: {"type": "string"},
    _TEXTS_OR_NULL: {"type": ["string", "null"]},
    _DAYS: {"type": "string", "format": "date"},
    _TIMES: {"type": "string", "format": "date-time"},
    "elevation_ends": {"type": ["string", "null"], "format": "date-time"},
    "until": {"type": ["string", "null"], "format": "date"},
}
_BY_NAME: Final = {name: schema for names, schema in _KINDS.items() for name in names.split()}
SOMETIMES: Final = "?"  # behind the name of a field that not every good answer has


def answer_of(names: tuple[str, ...]) -> Schema:
    """A good answer: these fields and no other."""
    every = {name.removesuffix(SOMETIMES): _BY_NAME.get(name.removesuffix(SOMETIMES), {})
             for name in names}  # fmt: skip
    return {
        "type": "object",
        "required": [name for name in names if not name.endswith(SOMETIMES)],
        "properties": every,
        "additionalProperties": False,
    }
