"""Lists of people: an OPD's own for its admin, colleagues for a surat tugas."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import TooMany
from chalicelib.domain.overview import WEEKS_IN_A_ROW, days_back, in_a_row
from chalicelib.domain.people import Employment, Opd, OpdId, Person, Unit, UnitNo
from chalicelib.domain.sessions import Account, AccountState, Standing
from chalicelib.services.ports.accounts import Accounts, Pace
from chalicelib.services.ports.people import People
from chalicelib.services.ports.recaps import Recaps
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock

PAGE: Final = 50
MOST_COLLEAGUES: Final = 10
MOST_UNITS: Final = 10
LEAST_LETTERS: Final = 3
SEARCH: Final = "colleague:find"
MOST_SEARCHES: Final = 30  # a person, a minute (security.md §7)
_NIP: Final = re.compile(r"[0-9]{18}")


class Lacking(StrEnum):
    """What an admin goes after."""

    ACCOUNT = "ACCOUNT"  # nobody has signed in yet
    PHONE = "PHONE"  # signed in, but no phone is bound
    PLACE = "PLACE"  # gone from SIMPEG's file
    WORD = "WORD"  # TK so many times in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of people is narrowed to; None and an empty text narrow nothing."""

    query: str = ""  # part of a name or NIP
    unit: UnitNo | None = None  # with the units below it
    employment: Employment | None = None
    lacking: Lacking | None = None

    def finds(self, person: Person) -> bool:
        """Whether what the packed list says of them fits; not what their account says."""
        sought = self.query.casefold()
        return (
            person.is_active == (self.lacking is not Lacking.PLACE)
            and self.employment in (None, person.employment)
            and (sought in person.full_name.casefold() or sought in person.nip)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of an OPD's people, in the order of their names."""

    opd: Opd
    people: tuple[Person, ...]
    accounts: Mapping[str, Account]
    unit_sizes: Mapping[UnitNo, int]
    total: int
    start: int
    next_start: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegencyPage:
    """One page of the regency's people, in the order of their names."""

    people: tuple[tuple[Person, Opd], ...]
    total: int
    units: tuple[tuple[Unit, Opd], ...]  # with the first page, where words are sought


def list_people(
    *,
    opd_id: OpdId,
    units: frozenset[UnitNo] | None,
    wanted: Wanted,
    start: int,
    accounts: Accounts,
    people: People,
    opds: Opds,
    recaps: Recaps,
    regency: Regency,
    clock: Clock,
) -> PeoplePage:
    """People of one's units: a Query and a batch of accounts; by accounts or TK a Query more."""
    opd = opds.get(opd_id)
    mine = [p for p in people.of_opd(opd_id) if units is None or p.unit_no in units]
    sizes: dict[UnitNo, int] = {}
    for person in mine:
        if person.is_active:
            sizes[person.unit_no] = sizes.get(person.unit_no, 0) + 1
    inside = opd.subtree(wanted.unit) if wanted.unit is not None else None
    found = [
        person
        for person in mine
        if (inside is None or person.unit_no in inside) and wanted.finds(person)
    ]
    if wanted.lacking in (Lacking.ACCOUNT, Lacking.PHONE):
        standings = accounts.standings(opd_id)
        found = [p for p in found if _lacks(wanted.lacking, standings.get(p.pegawai_id))]
    if wanted.lacking is Lacking.WORD:
        today = day_of(clock.now(), regency.zone())
        tables = recaps.unexplained(*days_back(today, WEEKS_IN_A_ROW))
        again = in_a_row(tables, regency.settings(today).unexplained_in_a_row).get(opd_id, ())
        found = [person for person in found if person.pegawai_id in again]
    page = sorted(found, key=_by_name)[start : start + PAGE]
    after = start + PAGE
    return PeoplePage(
        opd=opd,
        people=tuple(page),
        accounts=accounts.many([person.pegawai_id for person in page]),
        unit_sizes=sizes,
        total=len(found),
        start=start,
        next_start=after if after < len(found) else None,
    )


def list_everybody(*, wanted: Wanted, start: int, people: People, opds: Opds) -> RegencyPage:
    """A page of the regency's people, and the units whose names fit what is sought.

    From the packed lists alone, whatever is sought: no account is read.
    """
    opd_by_id = {opd.opd_id: opd for opd in opds.all()}
    found = sorted(filter(wanted.finds, people.of_opds(tuple(opd_by_id))), key=_by_name)
    page = found[start : start + PAGE]
    units = _units_named(wanted.query, opd_by_id.values()) if start == 0 else ()
    return RegencyPage(
        people=tuple((person, opd_by_id[person.opd_id]) for person in page),
        total=len(found),
        units=tuple(units),
    )


def find_colleagues(
    *,
    actor: Actor,
    query: str,
    people: People,
    accounts: Accounts,
    opds: Opds,
    pace: Pace,
    clock: Clock,
) -> tuple[tuple[Person, Opd], ...]:
    """At most 10 colleagues of the own OPD by ≥ 3 letters, or anybody by the exact NIP.

    Raises TooMany from the 31st search of a minute on: nobody reads the regency's people here.
    """
    wanted = query.casefold().strip()
    if len(wanted) < LEAST_LETTERS:
        return ()
    now = clock.now()
    if not pace.take(SEARCH, actor.pegawai_id, most=MOST_SEARCHES, now=now):
        raise TooMany(retry_after=60 - now.second)
    nip = "".join(query.split())
    found = (
        _by_nip(nip, people, accounts)
        if _NIP.fullmatch(nip)
        else [p for p in people.of_opd(actor.opd_id) if wanted in p.full_name.casefold()]
    )
    active = sorted((person for person in found if person.is_active), key=_by_name)
    return tuple((person, opds.get(person.opd_id)) for person in active[:MOST_COLLEAGUES])


def _by_nip(nip: str, people: People, accounts: Accounts) -> list[Person]:
    pegawai_id = accounts.by_nip(nip)
    person = people.person(pegawai_id) if pegawai_id else None
    return [person] if person else []


def _units_named(query: str, opds: Iterable[Opd]) -> Iterator[tuple[Unit, Opd]]:
    """At most MOST_UNITS; those of the regency's first OPD first."""
    sought = query.casefold()
    named = ((u, opd) for opd in opds for u in opd.units if sought and sought in u.name.casefold())
    return islice(named, MOST_UNITS)


def _lacks(what: Lacking, of: Standing | None) -> bool:
    """Who is not in the index yet was made this very second."""
    if of is None or of.state is not AccountState.ACTIVE:
        return what is Lacking.ACCOUNT
    return what is Lacking.PHONE and of.phones == 0


def _by_name(person: Person) -> tuple[str, str]:
    return person.name.casefold(), person.pegawai_id
