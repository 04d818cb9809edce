"""Who is appointed to what, and the end of an OPD's trial."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.people import Appointment, OpdId, Role
from chalicelib.domain.proposals import Officer, ProposalId, ProposalState
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import appointments as wire
from chalicelib.http.wire.days import read_id
from chalicelib.services.appoint import Appointer
from chalicelib.wiring import wired

routes = Blueprint(__name__)
HELD = (
    "pegawai_id",
    "name",
    "role",
    "since",
    "until",
    "unit",
    "duties",
    "title",
    "decree",
    "active",
)
PROPOSAL = (
    "id", "pegawai_id", "name", "role", "since", "until", "reason", "by", "by_name", "at",
    "last_day", "waiting", "state", "decision",
)  # fmt: skip


@endpoint(
    routes, "GET", "/appointments", allow=Permission.APPOINTMENT_READ, about=the_regency,
    answers=("opds",),
)  # fmt: skip
def get_appointments(call: Call) -> Response:
    """The appointments of every OPD, and the desks that nobody holds."""
    found = wired().read_appointments(wired().opds.all())
    return reply(200, wire.desks(found, call.actor.today, wired().opds.get))


@endpoint(
    routes, "GET", "/opds/{opd}/appointments", allow=Permission.APPOINTMENT_READ,
    answers=("opds",),
)  # fmt: skip
def get_opd_appointments(call: Call, opd: str) -> Response:
    """The appointments of one OPD."""
    found = wired().read_appointments([wired().opds.get(OpdId(opd))])
    return reply(200, wire.desks(found, call.actor.today, wired().opds.get))


@endpoint(
    routes, "POST", "/opds/{opd}/admins", allow=Permission.ADMIN_APPOINT, body=wire.ADMIN,
    status=201, answers=HELD,
)  # fmt: skip
def post_admin(call: Call, opd: str) -> Response:
    """Appoint an admin, for a unit and everything below it."""
    return _appointed(call, wire.admin_of(call.body, OpdId(opd)))


@endpoint(
    routes, "POST", "/opds/{opd}/heads", allow=Permission.HEAD_APPOINT, body=wire.HEAD,
    status=201, answers=HELD,
)  # fmt: skip
def post_head(call: Call, opd: str) -> Response:
    """Appoint a head; Plt. and Plh. need their last day."""
    return _appointed(call, wire.head_of(call.body, OpdId(opd)))


@endpoint(
    routes, "POST", "/opds/{opd}/admins/endings", allow=Permission.ADMIN_APPOINT,
    body=wire.ENDING, answers=HELD,
)  # fmt: skip
def post_admin_ending(call: Call, opd: str) -> Response:
    """Let an admin's appointment end with a day."""
    return _ended(call, OpdId(opd), Role.OPD_ADMIN)


@endpoint(
    routes, "POST", "/opds/{opd}/heads/endings", allow=Permission.HEAD_APPOINT,
    body=wire.ENDING, answers=HELD,
)  # fmt: skip
def post_head_ending(call: Call, opd: str) -> Response:
    """Let a head's appointment end with a day."""
    return _ended(call, OpdId(opd), Role.OPD_HEAD)


@endpoint(
    routes, "PUT", "/opds/{opd}/trial-end", allow=Permission.TRIAL_END, body=wire.TRIAL_END,
    status=204,
)  # fmt: skip
def put_trial_end(call: Call, opd: str) -> Response:
    """From that day on the OPD's recaps count."""
    wired().end_opd_trial(opd_id=OpdId(opd), on=call.body[wire.ON], appointer=_appointer(call))
    return reply(204)


@endpoint(
    routes, "GET", "/appointments/regency", allow=Permission.APPOINTMENT_READ,
    about=the_regency, answers=("held", "proposals", "open_days"),
)  # fmt: skip
def get_regency_appointments(call: Call) -> Response:
    """Who holds the regency's roles, and who is proposed for one."""
    return reply(200, wire.regency(wired().read_regency_desk(), call.actor.today))


@endpoint(
    routes, "POST", "/appointments/proposals", allow=Permission.REGENCY_APPOINT,
    about=the_regency, body=wire.PROPOSAL, status=201, answers=PROPOSAL,
)  # fmt: skip
def post_proposal(call: Call) -> Response:
    """Propose somebody for a role of the regency: a second person confirms it."""
    made = wired().propose_role(wanted=wire.wanted_of(call.body), by=_officer(call))
    return reply(201, wire.proposal(made, call.actor.today))


@endpoint(
    routes, "POST", "/appointments/proposals/{proposal}/confirmation",
    allow=Permission.REGENCY_APPOINT, about=the_regency, answers=PROPOSAL,
)  # fmt: skip
def post_confirmation(call: Call, proposal: str) -> Response:
    """Put a proposal of somebody else in force."""
    return _settled(call, proposal, ProposalState.CONFIRMED)


@endpoint(
    routes, "POST", "/appointments/proposals/{proposal}/refusal",
    allow=Permission.REGENCY_APPOINT, about=the_regency, body=wire.REFUSAL, answers=PROPOSAL,
)  # fmt: skip
def post_refusal(call: Call, proposal: str) -> Response:
    """Refuse a proposal of somebody else."""
    return _settled(call, proposal, ProposalState.REFUSED, call.body[wire.REASON])


@endpoint(
    routes, "POST", "/appointments/proposals/{proposal}/withdrawal",
    allow=Permission.REGENCY_APPOINT, about=the_regency, answers=PROPOSAL,
)  # fmt: skip
def post_withdrawal(call: Call, proposal: str) -> Response:
    """Take the own proposal back."""
    return _settled(call, proposal, ProposalState.WITHDRAWN)


@endpoint(
    routes, "POST", "/appointments/regency/endings", allow=Permission.REGENCY_APPOINT,
    about=the_regency, body=wire.REGENCY_ENDING, answers=HELD,
)  # fmt: skip
def post_regency_ending(call: Call) -> Response:
    """Let somebody else's role of the regency end with a day."""
    ended = wired().end_regency_role(
        who=call.body[wire.WHO], role=call.body[wire.ROLE], since=call.body[wire.SINCE],
        last_day=call.body[wire.LAST_DAY], by=_officer(call),
    )  # fmt: skip
    return reply(200, wire.held(ended, call.actor.today))


def _settled(call: Call, proposal: str, state: ProposalState, reason: str = "") -> Response:
    settled = wired().settle_proposal(
        proposal_id=ProposalId(read_id(proposal)), state=state, by=_officer(call), reason=reason
    )
    return reply(200, wire.proposal(settled, call.actor.today))


def _officer(call: Call) -> Officer:
    return Officer(pegawai_id=call.account.pegawai_id, name=call.account.name)


def _appointed(call: Call, appointment: Appointment) -> Response:
    made = wired().appoint_person(
        who=call.body[wire.WHO], appointment=appointment, decree=call.body[wire.DECREE] or "",
        mail=call.body[wire.MAIL], appointer=_appointer(call),
    )  # fmt: skip
    return reply(201, wire.held(made, call.actor.today))


def _ended(call: Call, opd_id: OpdId, role: Role) -> Response:
    ended = wired().end_appointment(
        who=call.body[wire.WHO], role=role, opd_id=opd_id, since=call.body[wire.SINCE],
        last_day=call.body[wire.LAST_DAY], appointer=_appointer(call),
    )  # fmt: skip
    return reply(200, wire.held(ended, call.actor.today))


def _appointer(call: Call) -> Appointer:
    allowed = call.allowed
    return Appointer(by=call.actor.pegawai_id, units=allowed.units, is_across=allowed.is_across)
