"""People, their appointments and rosters, and how an import writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from chalicelib.domain.audit import Event
    from chalicelib.domain.people import (
        Appointment,
        Opd,
        OpdId,
        PegawaiId,
        Person,
        Role,
        Stay,
        UnitNo,
    )
    from chalicelib.domain.proposals import Proposal
    from chalicelib.domain.sessions import Account


class People(Protocol):
    """People as SIMPEG knows them, and their lists by OPD."""

    def person(self, pegawai_id: PegawaiId) -> Person | None:
        """The profile."""
        ...

    def profile(self, pegawai_id: PegawaiId) -> tuple[Person, str | None] | None:
        """The profile and the mail address that the person entered; one read."""
        ...

    def set_mail(self, pegawai_id: PegawaiId, mail: str | None, event: Event) -> None:
        """Change the address."""
        ...

    def of_opd(self, opd_id: OpdId) -> tuple[Person, ...]:
        """Everybody of an OPD, packed: a Query, never person by person."""
        ...

    def of_opds(self, opd_ids: Sequence[OpdId]) -> tuple[Person, ...]:
        """Everybody of these OPDs, packed: for a regency of 50 OPDs two trips."""
        ...

    def history(self, pegawai_id: PegawaiId) -> tuple[Person, tuple[Stay, ...]] | None:
        """The profile and every place since the first one known; one Query."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An appointment with who holds it."""

    pegawai_id: PegawaiId
    name: str  # with titles, as it is printed
    appointment: Appointment
    decree: str = ""  # number of the letter that appoints


class Appointments(Protocol):
    """Who is appointed to what; the account's own item has the same, for the sign-in check."""

    def of_opd(self, opd_id: OpdId | None) -> tuple[Held, ...]:
        """Past, present and future ones of an OPD (None: the regency's)."""
        ...

    def filled(self, on: date) -> Mapping[OpdId, frozenset[Role]]:
        """Which roles somebody holds in each OPD on that day; some seconds behind."""
        ...

    def add(
        self,
        account: Account,
        held: Held,
        event: Event,
        *,
        by: Proposal | None = None,
        beside: Account | None = None,
    ) -> None:
        """Store it under its OPD and, with the account, over revision `account.rev - 1`.

        `by`: the confirmed proposal, which has to be waiting still, else StateChanged. `beside`:
        an account that has to stand as it was read, else VersionConflict.
        """
        ...

    def proposals(self) -> tuple[Proposal, ...]:
        """The newest for each person and role, whatever became of it."""
        ...

    def propose(self, proposal: Proposal, event: Event) -> None:
        """Store it; raises AlreadyProposed while another of that person and role waits."""
        ...

    def settle(self, proposal: Proposal, event: Event) -> None:
        """Store what was decided; raises StateChanged where it is not waiting any more."""
        ...


class Rosters(Protocol):
    """Who belongs to an OPD and unit since when: packed, effective-dated, written on change."""

    def chunks(self, opd_id: OpdId, on: date) -> tuple[str, ...]:
        """Sort keys of the chunks in force that day; empty where the OPD had nobody yet."""
        ...

    def write(self, opd_id: OpdId, since: date, people: Mapping[PegawaiId, UnitNo]) -> None:
        """Put this in force from that day on; the same again changes nothing."""
        ...

    def later(self, opd_id: OpdId, since: date) -> tuple[date, ...]:
        """The days on which another roster came into force after that one, in their order."""
        ...

    def amend(
        self,
        opd_id: OpdId,
        since: date,
        *,
        joining: Mapping[PegawaiId, UnitNo],
        leaving: AbstractSet[PegawaiId],
    ) -> None:
        """Have these people in it, and those not, from that day on and in every later roster.

        Whoever else came or went at their own time stays so; the same again changes nothing.
        """
        ...


class Registry(Protocol):
    """People and OPDs as an import writes them."""

    def save_opds(self, opds: Iterable[Opd]) -> None:
        """Add OPDs and units; the same again changes nothing."""
        ...

    def save_people(
        self, people: Sequence[Person], since: date, events: Sequence[Event]
    ) -> Mapping[PegawaiId, PegawaiId]:
        """Profile, NIP, account and place of each person, all or nothing; harmless again.

        Whoever has another NIP than before keeps the id, and the former NIP is free. A NIP that
        another person has keeps that person's id: those ids are returned. Whoever is not active any
        more loses sessions and rights at once; the record stays.
        """
        ...

    def save_names(self, opd_id: OpdId, people: Iterable[Person]) -> None:
        """Rewrite the packed list of an OPD."""
        ...
