"""Every verb: what the desks, the phone's rarer screens, the scheduled work and operators use."""

from typing import Self

from chalicelib.wiring import Phone
from chalicelib.wiring.appointments import AppointmentVerbs
from chalicelib.wiring.calendar import CalendarVerbs
from chalicelib.wiring.checks import CheckVerbs
from chalicelib.wiring.codes import CodeVerbs
from chalicelib.wiring.commands import Commands
from chalicelib.wiring.desk import DeskVerbs
from chalicelib.wiring.duties import DutyVerbs
from chalicelib.wiring.feeds import FeedVerbs
from chalicelib.wiring.imports import ImportVerbs
from chalicelib.wiring.invitations import InvitationVerbs
from chalicelib.wiring.offices import OfficeVerbs
from chalicelib.wiring.overview import OverviewVerbs
from chalicelib.wiring.own_account import OwnAccountVerbs
from chalicelib.wiring.permits import PermitVerbs
from chalicelib.wiring.recaps import RecapVerbs
from chalicelib.wiring.reports import ReportVerbs
from chalicelib.wiring.settings import SettingsVerbs
from chalicelib.wiring.signature_images import SignatureImageVerbs


class Wired(
    Phone,
    AppointmentVerbs,
    CalendarVerbs,
    CheckVerbs,
    CodeVerbs,
    Commands,
    FeedVerbs,
    DutyVerbs,
    ImportVerbs,
    InvitationVerbs,
    OfficeVerbs,
    OverviewVerbs,
    OwnAccountVerbs,
    PermitVerbs,
    DeskVerbs,
    RecapVerbs,
    ReportVerbs,
    SettingsVerbs,
    SignatureImageVerbs,
):
    """One short method a verb; each part is a module, and all stand on one World of adapters."""

    @classmethod
    def beside(cls, phone: Phone) -> Self:
        """Over the same adapters, whoever built one: what a desk changes, the phone's part sees."""
        whole = cls.__new__(cls)
        whole.__dict__ = phone.__dict__
        return whole
