"""The regency's year: holidays, cuti bersama and ceremonies."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.year import Year
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import calendar as wire
from chalicelib.services.change_calendar import Changer
from chalicelib.wiring import wired

routes = Blueprint(__name__)
YEAR = ("year", "version", "apel_weekdays", "days", "ceremonies")


@endpoint(
    routes, "GET", "/opds/{opd}/calendar", allow=Permission.CALENDAR_READ, query=wire.PAGE,
    answers=YEAR,
)  # fmt: skip
def get_calendar(call: Call, opd: str) -> Response:
    """The regency's year, as it holds for every OPD."""
    del opd
    return _answer(wired().read_year(call.query[wire.YEAR]))


@endpoint(
    routes, "PUT", "/calendar/days", allow=Permission.CALENDAR_CHANGE, about=the_regency,
    body=wire.SET_DAY, answers=YEAR,
)  # fmt: skip
def put_day(call: Call) -> Response:
    """Make a day a holiday, cuti bersama or a working day; a day off may be one for some OPDs."""
    changed = wired().set_day(
        day=call.body[wire.DAY], kind=call.body[wire.KIND], name=call.body[wire.NAME],
        working=call.body[wire.WORKING] or (), changer=_changer(call),
    )  # fmt: skip
    return _answer(changed)


@endpoint(
    routes, "PUT", "/calendar/ceremonies", allow=Permission.CALENDAR_CHANGE, about=the_regency,
    body=wire.MOVE, answers=YEAR,
)  # fmt: skip
def put_ceremony(call: Call) -> Response:
    """Hold a ceremony on another day."""
    changed = wired().move_ceremony(
        own_date=call.body[wire.DAY], to=call.body[wire.TO], changer=_changer(call)
    )
    return _answer(changed)


def _changer(call: Call) -> Changer:
    account = call.account
    return Changer(
        by=account.pegawai_id, by_name=account.name, decree=call.body[wire.DECREE],
        version=call.body[wire.VERSION],
    )  # fmt: skip


def _answer(of: Year) -> Response:
    return reply(200, wire.year(of, wired().apel_weekdays(of.number)))
