"""Who is appointed where, and since when nobody is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from chalicelib.domain.calendar import ONE_DAY, day_of
from chalicelib.domain.people import OFFICES, ActingTitle, Opd, OpdId, PegawaiId, Role
from chalicelib.domain.proposals import Proposal
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.people import Appointments, Held
from chalicelib.services.ports.system import Clock

SETTLED_SHOWN_FOR: Final = timedelta(days=30)
ACCOUNTS_A_TRIP: Final = 100


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
    moved: Mapping[PegawaiId, OpdId | None]  # who belongs elsewhere now; None: nowhere any more


def read_appointments(
    *, opds: Iterable[Opd], appointments: Appointments, accounts: Accounts, clock: Clock
) -> tuple[Desk, ...]:
    """One Query an OPD, and a trip for each hundred who hold something; what is over is left out.

    Somebody deactivated holds nothing any more, though the list still names them.
    """
    today = day_of(clock.now())
    found = [(opd, appointments.of_opd(opd.opd_id)) for opd in opds]
    holders = dict.fromkeys(
        one.pegawai_id for _, held in found for one in held if not one.appointment.is_over(today)
    )
    known = _accounts(list(holders), accounts)
    return tuple(_desk(opd, held, known, today) for opd, held in found)


def _accounts(people: Sequence[PegawaiId], accounts: Accounts) -> Mapping[str, Account]:
    known: dict[str, Account] = {}
    for at in range(0, len(people), ACCOUNTS_A_TRIP):
        known |= accounts.many(people[at : at + ACCOUNTS_A_TRIP])
    return known


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


def _desk(opd: Opd, held: Sequence[Held], known: Mapping[str, Account], today: date) -> Desk:
    moved = {
        one.pegawai_id: place
        for one in held
        if (place := _place(one, known, today)) != opd.opd_id and not one.appointment.is_over(today)
    }
    gone = {who for who, place in moved.items() if place is None}
    return Desk(
        opd=opd,
        held=tuple(one for one in held if not one.appointment.is_over(today)),
        vacant_since={
            role: _vacant_since([o for o in held if o.appointment.role is role], today)
            for role in OFFICES
            if not any(
                o.appointment.role is role
                and o.appointment.is_active(today)
                and o.pegawai_id not in gone
                for o in held
            )
        },
        moved=moved,
    )


def _place(of: Held, known: Mapping[str, Account], today: date) -> OpdId | None:
    """Where the holder belongs; whoever acts (Plt., Plh.) often comes from elsewhere."""
    account = known.get(of.pegawai_id)
    if account is None or not account.is_active:
        return None
    is_acting = of.appointment.title is not ActingTitle.NONE
    return of.appointment.opd_id if is_acting else account.place_on(today)[0]


def _vacant_since(held: Sequence[Held], today: date) -> date | None:
    """The day after the last one that ended."""
    ends = [o.appointment.until for o in held if o.appointment.is_over(today)]
    return max((end + ONE_DAY for end in ends if end), default=None)
