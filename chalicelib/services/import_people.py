"""People and units from SIMPEG's file: a difference first, applied once a person confirms it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import BadNip, ConfirmationNeeded, Missing, NumericNip
from chalicelib.domain.people import Person
from chalicelib.domain.simpeg import Difference, active_of, differ, read_people
from chalicelib.services.ports.people import People, Registry, Rosters
from chalicelib.services.ports.people_source import PeopleSource
from chalicelib.services.ports.recaps import Documents
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock, Ids

YES: Final = "yes"
LINES_SHOWN: Final = 20  # of each kind
# What to do about a refused cell; the other codes say it themselves.
REMEDIES: Final = {
    BadNip.code: "a NIP has 18 digits; mend it in the file",
    Missing.code: "is empty; fill it in",
    NumericNip.code: "the spreadsheet made it a number and lost digits; format the column as text, "
    "paste the NIPs anew and save again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What the file changes, and whether it was done."""

    difference: Difference
    is_done: bool


def import_people(
    *,
    key: str,
    confirm: str,
    by: str,
    open_file: Callable[[bytes], PeopleSource],
    documents: Documents,
    people: People,
    opds: Opds,
    regency: Regency,
    registry: Registry,
    rosters: Rosters,
    ids: Ids,
    clock: Clock,
) -> Imported:
    """Say how the file differs; with `confirm` apply it, person by person.

    `confirm` is "yes", or where more than 5 % leave their number (security.md J6): otherwise raises
    ConfirmationNeeded. What was broken off goes on when it runs again: lists and rosters are
    rewritten last, so until then the same difference is found, and a person applied twice is the
    same. A transfer counts from today.
    """
    known = [person for opd in opds.all() for person in people.of_opd(opd.opd_id)]
    reading = read_people(open_file(documents.get(key)).rows())
    found = differ(reading, known=known, opds=opds.all(), new_id=ids.ulid)
    if not confirm:
        return Imported(difference=found, is_done=False)
    if found.needs_leavers_confirmed and confirm != str(len(found.gone)):
        raise ConfirmationNeeded(leavers=len(found.gone))
    today = day_of(clock.now(), regency.zone())
    registry.save_opds(found.opds)
    after = {person.pegawai_id: person for person in known}
    for person in found.people:
        event = _event(person, by, ids, clock)
        kept_id = registry.save_person(person, today, event)
        after[kept_id] = replace(person, pegawai_id=kept_id)
    for opd_id in found.touched(known):
        members = [person for person in after.values() if person.opd_id == opd_id]
        rosters.write(opd_id, today, active_of(members))
        registry.save_names(opd_id, members)
    return Imported(difference=found, is_done=True)


def lines_of(found: Imported) -> Iterator[str]:
    """The difference for people to read; names, but no numbers of theirs."""
    difference = found.difference
    for word, people in (
        ("new", difference.new),
        ("moved", difference.moved),
        ("changed", difference.changed),
        ("gone", difference.gone),
    ):
        yield f"{word}: {len(people)}"
        yield from (f"  {person.full_name}" for person in people[:LINES_SHOWN])
    for doubt in difference.in_doubt[:LINES_SHOWN]:
        yield f"in doubt: row {doubt.row}, perhaps somebody who is known under another number"
    for refused in difference.refused[:LINES_SHOWN]:
        remedy = REMEDIES.get(refused.code, refused.code)
        yield f"refused: row {refused.row}, {refused.column}: {remedy}"
    if not found.is_done:
        confirm = len(difference.gone) if difference.needs_leavers_confirmed else YES
        yield f"Nothing was changed. Confirm with CONFIRM={confirm}"


def _event(person: Person, by: str, ids: Ids, clock: Clock) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=by,
        action="person:import",
        subject=person.pegawai_id,
        opd_id=person.opd_id,
    )
