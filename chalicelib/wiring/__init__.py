"""The only place where verbs meet adapters; built once a container."""

import os
from functools import cache

from chalicelib.settings import Settings
from chalicelib.wiring.accounts import AccountVerbs
from chalicelib.wiring.appointments import AppointmentVerbs
from chalicelib.wiring.calendar import CalendarVerbs
from chalicelib.wiring.check_ins import CheckInVerbs
from chalicelib.wiring.commands import Commands
from chalicelib.wiring.desk import DeskVerbs
from chalicelib.wiring.duties import DutyVerbs
from chalicelib.wiring.feeds import FeedVerbs
from chalicelib.wiring.imports import ImportVerbs
from chalicelib.wiring.invitations import InvitationVerbs
from chalicelib.wiring.overview import OverviewVerbs
from chalicelib.wiring.permits import PermitVerbs
from chalicelib.wiring.recaps import RecapVerbs
from chalicelib.wiring.reports import ReportVerbs
from chalicelib.wiring.settings import SettingsVerbs


class Wired(
    AccountVerbs,
    AppointmentVerbs,
    CalendarVerbs,
    CheckInVerbs,
    Commands,
    FeedVerbs,
    DutyVerbs,
    ImportVerbs,
    InvitationVerbs,
    OverviewVerbs,
    PermitVerbs,
    DeskVerbs,
    RecapVerbs,
    ReportVerbs,
    SettingsVerbs,
):
    """One short method a verb; each part is a module, and all stand on one World of adapters."""


@cache
def wired() -> Wired:
    """The container's own, from its environment."""
    return Wired(Settings.from_env(os.environ))
