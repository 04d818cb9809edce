"""Imports of SIMPEG's file, from upload to application."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.imports import ImportState
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import imports as wire
from chalicelib.http.wire.recaps import link
from chalicelib.http.wire.records import upload
from chalicelib.wiring import wired

routes = Blueprint(__name__)
SHOWN = (
    "id", "file_name", "by", "at", "changed_at", "state", "rev", "headers", "missing", "rows",
    "counts", "free_leavers", "answers", "total", "done", "since", "earliest",
    "problem",
)  # fmt: skip
RECENT = 10


@endpoint(
    routes, "GET", "/imports", allow=Permission.IMPORT_READ, about=the_regency,
    answers=("imports",),
)  # fmt: skip
def get_imports(call: Call) -> Response:
    """The last ten imports, the newest first."""
    del call
    return reply(200, wire.many(wired().imports.recent(RECENT), wired().first_open_day()))


@endpoint(
    routes, "POST", "/imports", allow=Permission.IMPORT_CREATE, about=the_regency, body=wire.NEW,
    status=201, answers=("import", "upload"),
)  # fmt: skip
def post_import(call: Call) -> Response:
    """A place for one file, and the form that takes it."""
    new, form = wired().create_import(
        file_name=call.body[wire.FILE_NAME], by=call.actor.pegawai_id, by_name=call.account.name
    )
    return reply(201, {"import": wire.one(new, wired().first_open_day()), "upload": upload(form)})


@endpoint(
    routes, "GET", "/imports/{import_id}", allow=Permission.IMPORT_READ, about=the_regency,
    keeps_seen=False, answers=SHOWN,
)  # fmt: skip
def get_import(call: Call, import_id: str) -> Response:
    """Where an import stands."""
    del call
    found = wired().imports.get(wire.import_id(import_id))
    is_applied = found.state is ImportState.APPLYING
    done = wired().imports.parts_done(found.import_id) if is_applied else ()
    return reply(200, wire.one(found, wired().first_open_day(), len(done)))


@endpoint(
    routes, "GET", "/imports/{import_id}/changes", allow=Permission.IMPORT_READ,
    about=the_regency, query=wire.CHANGES, answers=("changes",),
)  # fmt: skip
def get_import_changes(call: Call, import_id: str) -> Response:
    """What an import changes, a hundred lines a page."""
    changes = wired().read_import_changes(
        import_id=wire.import_id(import_id), kind=call.query[wire.KIND],
        page=call.query[wire.PAGE] or 0,
    )  # fmt: skip
    return reply(200, {"changes": changes})


@endpoint(
    routes, "GET", "/imports/{import_id}/refusals", allow=Permission.IMPORT_READ,
    about=the_regency, answers=("url", "name"),
)  # fmt: skip
def get_import_refusals(call: Call, import_id: str) -> Response:
    """A link to the table of refused rows, for whoever mends the file."""
    del call
    return reply(200, link(wired().link_import_refusals(import_id=wire.import_id(import_id))))


@endpoint(
    routes, "POST", "/imports/{import_id}/checks", allow=Permission.IMPORT_CREATE,
    about=the_regency, body=wire.CHECK, status=202, answers=SHOWN,
)  # fmt: skip
def post_import_check(call: Call, import_id: str) -> Response:
    """Have the uploaded file checked; nothing of people changes."""
    found = wired().ask_import_check(
        import_id=wire.import_id(import_id), rev=call.body[wire.REV],
        columns=wire.columns_of(call.body), by=call.actor.pegawai_id,
    )  # fmt: skip
    return reply(202, wire.one(found, wired().first_open_day()))


@endpoint(
    routes, "POST", "/imports/{import_id}/applications", allow=Permission.IMPORT_APPLY,
    about=the_regency, body=wire.APPLICATION, status=202, answers=SHOWN,
)  # fmt: skip
def post_import_application(call: Call, import_id: str) -> Response:
    """Have what was shown applied; one that stopped goes on."""
    found = wired().ask_import_apply(
        import_id=wire.import_id(import_id), rev=call.body[wire.REV],
        leavers=call.body[wire.LEAVERS], answers=wire.answers_of(call.body),
        since=call.body[wire.SINCE], by=call.actor.pegawai_id,
    )  # fmt: skip
    return reply(202, wire.one(found, wired().first_open_day()))
