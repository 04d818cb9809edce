"""Lists of people: an OPD's own for its admin, colleagues for a surat tugas."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.errors import TooMany
from chalicelib.domain.people import Opd, OpdId, Person, UnitNo
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.accounts import Accounts, Pace
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import Clock

PAGE: Final = 50
MOST_COLLEAGUES: Final = 10
LEAST_LETTERS: Final = 3
SEARCH: Final = "colleague:find"
MOST_SEARCHES: Final = 30  # a person, a minute (security.md §7)
_NIP: Final = re.compile(r"[0-9]{18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of an OPD's people, in the order of their names."""

    opd: Opd
    people: tuple[Person, ...]
    accounts: Mapping[str, Account]
    unit_sizes: Mapping[UnitNo, int]
    total: int
    next_start: int | None


def list_people(
    *,
    opd_id: OpdId,
    units: frozenset[UnitNo] | None,
    query: str,
    unit: UnitNo | None,
    start: int,
    accounts: Accounts,
    people: People,
    opds: Opds,
) -> PeoplePage:
    """People of one's units whose name or NIP holds the query: a Query and a batch of accounts."""
    opd = opds.get(opd_id)
    mine = [
        person
        for person in people.of_opd(opd_id)
        if person.is_active and (units is None or person.unit_no in units)
    ]
    sizes: dict[UnitNo, int] = {}
    for person in mine:
        sizes[person.unit_no] = sizes.get(person.unit_no, 0) + 1
    wanted = query.casefold()
    inside = opd.subtree(unit) if unit is not None else None
    found = sorted(
        (
            person
            for person in mine
            if (inside is None or person.unit_no in inside)
            and (wanted in person.full_name.casefold() or (wanted and wanted in person.nip))
        ),
        key=lambda person: person.name.casefold(),
    )
    page = found[start : start + PAGE]
    after = start + PAGE
    return PeoplePage(
        opd=opd,
        people=tuple(page),
        accounts=accounts.many([person.pegawai_id for person in page]),
        unit_sizes=sizes,
        total=len(found),
        next_start=after if after < len(found) else None,
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


def _by_name(person: Person) -> str:
    return person.name.casefold()
