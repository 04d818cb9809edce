"""Lists of people: an OPD's own for its admin, colleagues for a surat tugas."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.people import Opd, OpdId, Person, UnitNo
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds

PAGE: Final = 50
MOST_COLLEAGUES: Final = 10
LEAST_LETTERS: Final = 3


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
    *, actor: Actor, query: str, people: People, opds: Opds
) -> tuple[tuple[Person, Opd], ...]:
    """At most 10 colleagues of the own OPD, by ≥ 3 letters or by the exact NIP.

    A surat tugas covers people of one OPD: those of another send it to their own admin.
    """
    wanted = query.casefold().strip()
    digits = "".join(query.split())
    if len(wanted) < LEAST_LETTERS:
        return ()
    opd = opds.get(actor.opd_id)
    found = [
        person
        for person in people.of_opd(actor.opd_id)
        if person.is_active and (wanted in person.full_name.casefold() or digits == person.nip)
    ]
    return tuple((person, opd) for person in sorted(found, key=_by_name)[:MOST_COLLEAGUES])


def _by_name(person: Person) -> str:
    return person.name.casefold()
