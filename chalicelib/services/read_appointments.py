"""Who is appointed where, and since when nobody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from chalicelib.domain.calendar import ONE_DAY, day_of
from chalicelib.domain.people import Opd, Role
from chalicelib.domain.proposals import Proposal
from chalicelib.services.ports.people import Appointments, Held
from chalicelib.services.ports.system import Clock

SETTLED_SHOWN_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegencyDesk:
    """Who holds the regency's roles now or later, and who is proposed for one."""

    held: tuple[Held, ...]
    proposals: tuple[Proposal, ...]  # those that wait first, the newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The present and coming appointments of an OPD."""

    opd: Opd
    held: tuple[Held, ...]
    vacant_since: dict[Role, date | None]  # without a holder today; None: there never was one


def read_appointments(
    *, opds: Iterable[Opd], appointments: Appointments, clock: Clock
) -> tuple[Desk, ...]:
    """One Query an OPD; what is over is left out."""
    today = day_of(clock.now())
    return tuple(_desk(opd, appointments.of_opd(opd.opd_id), today) for opd in opds)


def read_regency_desk(*, appointments: Appointments, clock: Clock) -> RegencyDesk:
    """Two Queries; proposals that wait, and those of the last weeks."""
    now = clock.now()
    today = day_of(now)
    found = sorted(appointments.proposals(), key=lambda one: one.at, reverse=True)
    return RegencyDesk(
        held=tuple(h for h in appointments.of_opd(None) if not h.appointment.is_over(today)),
        proposals=(
            *(one for one in found if one.is_waiting(today)),
            *(
                one
                for one in found
                if not one.is_waiting(today) and now - one.at <= SETTLED_SHOWN_FOR
            ),
        ),
    )


def _desk(opd: Opd, held: Sequence[Held], today: date) -> Desk:
    return Desk(
        opd=opd,
        held=tuple(one for one in held if not one.appointment.is_over(today)),
        vacant_since={
            role: _vacant_since([o for o in held if o.appointment.role is role], today)
            for role in (Role.OPD_HEAD, Role.OPD_ADMIN)
            if not any(o.appointment.role is role and o.appointment.is_active(today) for o in held)
        },
    )


def _vacant_since(held: Sequence[Held], today: date) -> date | None:
    """The day after the last one that ended."""
    ends = [o.appointment.until for o in held if o.appointment.is_over(today)]
    return max((end + ONE_DAY for end in ends if end), default=None)
