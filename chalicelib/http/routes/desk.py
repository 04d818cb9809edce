"""An OPD's desk: board, reminders, photos, reviews, permits, people, activities."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.permits import PermitId, PermitState
from chalicelib.http.access import Call, endpoint, own_opd, reply, the_regency
from chalicelib.http.wire import desk as wire
from chalicelib.http.wire import permits as permit_wire
from chalicelib.http.wire.days import read_id
from chalicelib.http.wire.times import ACTIVITY, moment
from chalicelib.http.wire.times import activity as activity_wire
from chalicelib.services.make_activity import Organiser
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.wiring import wired

routes = Blueprint(__name__)


def kept_in_path(opd: str, day: str, activity: str) -> OpdActivity:
    """The OPD's copy of the activity that the path names."""
    activity_id = ActivityId(read_id(activity))
    return wired().activities.get(OpdId(opd), wire.read_date(day), activity_id)


def kept_in_body(opd: str, call: Call) -> OpdActivity:
    """The OPD's copy of the activity that the body names."""
    held_on, activity_id = call.body[wire.HELD_ON], call.body[wire.ACTIVITY_ID]
    return wired().activities.get(OpdId(opd), held_on, activity_id)


@endpoint(routes, "GET", "/opds", allow=Permission.SELF_READ, answers=("opds",))
def get_opds(call: Call) -> Response:
    """The OPDs at whose desk the caller may sit."""
    return reply(200, wire.opds(wired().desks(actor=call.actor), call.actor.today))


@endpoint(
    routes, "GET", "/opds/{opd}/badges", allow=Permission.BOARD_READ, keeps_seen=False,
    answers=("permits", "devices"),
)  # fmt: skip
def get_badges(call: Call, opd: str) -> Response:
    """How much waits for a decision."""
    del call
    permits = wired().permits.open_cases(OpdId(opd))
    devices = wired().accounts.waiting_devices(OpdId(opd))
    return reply(200, {"permits": len(permits), "devices": len(devices)})


@endpoint(
    routes, "GET", "/opds/{opd}/activities", allow=Permission.ACTIVITY_READ, query=wire.SPAN,
    answers=("activities",),
)  # fmt: skip
def get_activities(call: Call, opd: str) -> Response:
    """The OPD's activities between two days."""
    first, last = call.query[wire.FROM], call.query[wire.TO]
    found = wired().activities.between(OpdId(opd), first, last)
    return reply(200, {"activities": [wire.opd_activity(kept) for kept in found]})


@endpoint(
    routes, "POST", "/opds/{opd}/activities", allow=Permission.ACTIVITY_CREATE,
    body=wire.NEW_ACTIVITY, status=201, answers=ACTIVITY,
)  # fmt: skip
def post_activity(call: Call, opd: str) -> Response:
    """Create an activity of this OPD."""
    made = wired().create_activity(
        actor=call.actor, activity=wire.activity_of(call.body, OpdId(opd)), units=call.allowed.units
    )
    return reply(201, activity_wire(made))


@endpoint(
    routes, "POST", "/opds/{opd}/activities/{activity}/cancellation",
    allow=Permission.ACTIVITY_CANCEL, body=wire.CANCELLATION, status=204,
)  # fmt: skip
def post_cancellation(call: Call, opd: str, activity: str) -> Response:
    """Cancel an activity of this OPD; what was recorded stays."""
    wired().cancel_activity(
        organiser=Organiser(actor=call.actor, opd_id=OpdId(opd), units=call.allowed.units),
        activity_id=ActivityId(read_id(activity)), reason=call.body[wire.NEEDED_REASON],
        with_following=bool(call.body[wire.WITH_FOLLOWING]),
    )  # fmt: skip
    return reply(204)


@endpoint(
    routes, "POST", "/activities", allow=Permission.ACTIVITY_CREATE, about=the_regency,
    body=wire.NEW_REGENCY_ACTIVITY, status=201, answers=ACTIVITY,
)  # fmt: skip
def post_regency_activity(call: Call) -> Response:
    """Create an activity of the regency, for every OPD or for those that it names."""
    made = wired().create_activity(
        actor=call.actor, activity=wire.regency_activity_of(call.body), units=None
    )
    return reply(201, activity_wire(made))


@endpoint(
    routes, "POST", "/activities/{activity}/cancellation", allow=Permission.ACTIVITY_CANCEL,
    about=the_regency, body=wire.CANCELLATION, status=204,
)  # fmt: skip
def post_regency_cancellation(call: Call, activity: str) -> Response:
    """Cancel an activity of the regency; what was recorded stays."""
    wired().cancel_activity(
        organiser=Organiser(actor=call.actor, opd_id=None),
        activity_id=ActivityId(read_id(activity)), reason=call.body[wire.NEEDED_REASON],
        with_following=bool(call.body[wire.WITH_FOLLOWING]),
    )  # fmt: skip
    return reply(204)


@endpoint(
    routes, "GET", "/opds/{opd}/boards/{date}/{activity}", allow=Permission.BOARD_READ,
    query=wire.SINCE, keeps_seen=False,
    answers=("activity", "opd", "server_time", "phase", "cursor", "full", "units", "people"),
)  # fmt: skip
def get_board(call: Call, opd: str, date: str, activity: str) -> Response:
    """Who has been seen and who has not; with a cursor only what changed."""
    kept = kept_in_path(opd, date, activity)
    cursor = call.query[wire.CURSOR]
    return reply(
        200, wire.board(wired().read_board(kept=kept, units=call.allowed.units, cursor=cursor))
    )


@endpoint(
    routes, "POST", "/opds/{opd}/reminders", allow=Permission.REMINDER_CREATE,
    body=wire.REMINDER, answers=("reminded", "at"),
)  # fmt: skip
def post_reminder(call: Call, opd: str) -> Response:
    """Ask people who have not been seen; without `people` everybody."""
    count, at = wired().remind_unseen(
        actor=call.actor, kept=kept_in_body(opd, call), chosen=call.body[wire.CHOSEN],
        allowed=call.allowed,
    )  # fmt: skip
    return reply(200, {"reminded": count, "at": moment(at)})


@endpoint(
    routes, "POST", "/opds/{opd}/photo-views", allow=Permission.PHOTO_VIEW, body=wire.PHOTO_VIEW,
    answers=("photos",),
)  # fmt: skip
def post_photo_view(call: Call, opd: str) -> Response:
    """Links to photos for a minute; each view is told to its owner first."""
    links = wired().view_photos(
        actor=call.actor, kept=kept_in_body(opd, call), who=call.body[wire.VIEWED],
        is_full=call.body[wire.SIZE] == "FULL", reason=call.body[wire.REASON] or "",
    )  # fmt: skip
    return reply(200, wire.photos(links))


@endpoint(
    routes, "GET", "/opds/{opd}/reviews/{date}/{activity}", allow=Permission.REVIEW_READ,
    query=wire.REVIEWS, answers=("activity", "photos", "queue"),
)  # fmt: skip
def get_reviews(call: Call, opd: str, date: str, activity: str) -> Response:
    """The photos that need a person; `all` shows every photo."""
    kept, shows_all = kept_in_path(opd, date, activity), bool(call.query[wire.SHOWS_ALL])
    found = wired().read_reviews(kept=kept, units=call.allowed.units, shows_all=shows_all)
    return reply(200, wire.reviews(found))


@endpoint(
    routes, "POST", "/opds/{opd}/reviews", allow=Permission.REVIEW_DECIDE, body=wire.REVIEW,
    answers=("state",),
)  # fmt: skip
def post_review(call: Call, opd: str) -> Response:
    """Accept or refuse a photo, or ask for another one."""
    state = wired().decide_review(
        actor=call.actor, decider_name=call.account.name, kept=kept_in_body(opd, call),
        who=call.body[wire.WHO], decision=call.body[wire.DECISION],
        reason=call.body[wire.REASON] or "", seen=call.body[wire.SEEN],
    )  # fmt: skip
    return reply(200, {"state": state})


@endpoint(
    routes, "POST", "/opds/{opd}/decisions", allow=Permission.ABSENCE_DECIDE, body=wire.ABSENCE,
    status=204,
)  # fmt: skip
def post_decision(call: Call, opd: str) -> Response:
    """Decide TANPA KETERANGAN for somebody without any record, after closing."""
    wired().decide_absence(
        actor=call.actor, decider_name=call.account.name, kept=kept_in_body(opd, call),
        who=call.body[wire.WHO], reason=call.body[wire.NEEDED_REASON],
    )  # fmt: skip
    return reply(204)


@endpoint(
    routes, "GET", "/opds/{opd}/permits", allow=Permission.PERMIT_LIST, query=permit_wire.LISTED,
    answers=("permits",),
)  # fmt: skip
def get_opd_permits(call: Call, opd: str) -> Response:
    """The OPD's permits of a state; without one, those that wait."""
    state = call.query[permit_wire.STATE] or PermitState.ASKED
    found = wired().list_permits(
        actor=call.actor, opd_id=OpdId(opd), state=state, units=call.allowed.units
    )
    return reply(200, permit_wire.permits(found, wired().opds.get))


@endpoint(
    routes, "POST", "/opds/{opd}/permits", allow=Permission.PERMIT_ENTER,
    body=permit_wire.ENTERED, status=201, answers=permit_wire.PERMIT,
)  # fmt: skip
def post_opd_permit(call: Call, opd: str) -> Response:
    """Enter leave, study or training without a request."""
    entered = wired().enter_permit(
        actor=call.actor, decider_name=call.account.name, opd_id=OpdId(opd),
        entry=permit_wire.entry_of(call.body),
    )  # fmt: skip
    return reply(201, permit_wire.permit(entered, wired().opds.get))


@endpoint(
    routes, "POST", "/opds/{opd}/permits/{permit}/decision", allow=Permission.PERMIT_DECIDE,
    body=permit_wire.DECISION, answers=permit_wire.PERMIT,
)  # fmt: skip
def post_permit_decision(call: Call, opd: str, permit: str) -> Response:
    """Approve and refuse, person by person."""
    decided = wired().decide_permit(
        actor=call.actor, decider_name=call.account.name, opd_id=OpdId(opd),
        permit_id=PermitId(read_id(permit)), approve=call.body[permit_wire.APPROVE],
        reject=call.body[permit_wire.REJECT], reason=call.body[permit_wire.REASON] or "",
    )  # fmt: skip
    return reply(200, permit_wire.permit(decided, wired().opds.get))


@endpoint(
    routes, "POST", "/opds/{opd}/permits/{permit}/photo-views", allow=Permission.PERMIT_LIST,
    body=wire.LETTER_VIEW, answers=("photos",),
)  # fmt: skip
def post_letter_view(call: Call, opd: str, permit: str) -> Response:
    """Links to the pages of a letter for a minute; each view is told first."""
    links = wired().view_letter(
        actor=call.actor, opd_id=OpdId(opd), permit_id=PermitId(read_id(permit))
    )
    return reply(200, {"photos": [{"url": url} for url in links]})


@endpoint(
    routes, "GET", "/opds/{opd}/people", allow=Permission.PEOPLE_READ, query=wire.PEOPLE,
    answers=("units", "people", "total", "next"),
)  # fmt: skip
def get_people(call: Call, opd: str) -> Response:
    """The OPD's people, searched and by page."""
    page = wired().list_people(
        opd_id=OpdId(opd), units=call.allowed.units, wanted=wire.wanted(call.query),
        start=call.query[wire.START] or 0,
    )  # fmt: skip
    return reply(200, wire.people(page))


@endpoint(
    routes, "POST", "/opds/{opd}/codes", allow=Permission.CODE_ISSUE, body=wire.CODES,
    status=201, answers=("codes",),
)  # fmt: skip
def post_codes(call: Call, opd: str) -> Response:
    """Issue activation and recovery codes, to be handed over in person."""
    slips = wired().issue_codes(
        actor=call.actor, opd_id=OpdId(opd), people_ids=call.body[wire.CODES_FOR]
    )
    return reply(201, wire.codes(slips, wired().opds.get(OpdId(opd))))


@endpoint(
    routes, "POST", "/opds/{opd}/people/{person}/devices/{device}/approval",
    allow=Permission.DEVICE_APPROVE, status=204, keeps_seen=False,
)  # fmt: skip
def post_opd_device_approval(call: Call, opd: str, person: str, device: str) -> Response:
    """Approve somebody's second device."""
    account = wired().account_of_opd(OpdId(opd), PegawaiId(read_id(person)), call.allowed.units)
    wired().approve_device(
        account=account, device_id=device, by=call.account.pegawai_id,
        crosses_opd=call.allowed.is_across,
    )  # fmt: skip
    return reply(204)


@endpoint(
    routes, "DELETE", "/opds/{opd}/people/{person}/devices/{device}",
    allow=Permission.DEVICE_REVOKE, status=204, keeps_seen=False,
)  # fmt: skip
def delete_opd_device(call: Call, opd: str, person: str, device: str) -> Response:
    """Take somebody's device away."""
    account = wired().account_of_opd(OpdId(opd), PegawaiId(read_id(person)), call.allowed.units)
    wired().remove_device(
        account=account, device_id=device, by=call.account.pegawai_id,
        crosses_opd=call.allowed.is_across,
    )  # fmt: skip
    return reply(204)


@endpoint(
    routes, "GET", "/colleagues", allow=Permission.COLLEAGUE_FIND, about=own_opd,
    query=wire.COLLEAGUES, answers=("people",),
)  # fmt: skip
def get_colleagues(call: Call) -> Response:
    """Colleagues for a surat tugas."""
    found = wired().find_colleagues(actor=call.actor, query=call.query[wire.COLLEAGUE_WORDS])
    return reply(200, wire.colleagues(found))
