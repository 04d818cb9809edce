"""An import of SIMPEG's file by its page: checked and applied message by message (domain.md §7).

Each step may run twice, late, or go on after a crash: a check writes the same files again, a person
who is as the file says is left alone, lists are rewritten whole, and the last step alone ends it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final

from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of, first_open_day
from chalicelib.domain.errors import (
    ConfirmationNeeded,
    Missing,
    NotFound,
    OwnCase,
    StateChanged,
    TooLarge,
    VersionConflict,
    WrongType,
)
from chalicelib.domain.import_plan import (
    Line,
    Plan,
    line_from,
    line_json,
    lines_of,
    written,
)
from chalicelib.domain.imports import (
    CHANGES_A_PAGE,
    LINES_A_PART,
    MOST_BYTES,
    Answer,
    Change,
    ChangeKind,
    Import,
    ImportId,
    ImportState,
    Step,
    Task,
    changes_of,
    ids_of,
    refusals_of,
)
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person
from chalicelib.domain.simpeg import Cell, Field, active_of, differ, free_leavers, read_people
from chalicelib.domain.work import in_parts
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.imports import Imports
from chalicelib.services.ports.people import People, Registry, Rosters
from chalicelib.services.ports.people_source import PeopleSource
from chalicelib.services.ports.photos import Upload
from chalicelib.services.ports.recaps import Documents, FileLink, Renderer
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock, Ids, Queue
from chalicelib.services.ports.tables import Tables
from chalicelib.services.ports.trails import ACCOUNTS_A_TRIP, Trails

LINK_SECONDS: Final = 60
ROWS_A_MARK: Final = 2_000  # progress is told so often
CHECKABLE: Final = frozenset(
    {
        ImportState.UPLOADING,
        ImportState.CHECKING,
        ImportState.COLUMNS,
        ImportState.PREVIEW,
        ImportState.SCHEDULED,
    }
)


SHOWN: Final = frozenset(
    {ImportState.PREVIEW, ImportState.SCHEDULED, ImportState.APPLYING, ImportState.DONE}
)


def create_import(
    *,
    file_name: str,
    by: PegawaiId,
    by_name: str,
    imports: Imports,
    documents: Documents,
    ids: Ids,
    clock: Clock,
) -> tuple[Import, Upload]:
    """A place for one file, and the form that takes it."""
    now = clock.now()
    new = Import(
        import_id=ImportId(ids.ulid()), file_name=file_name, by=by, by_name=by_name, at=now,
        changed_at=now,
    )  # fmt: skip
    imports.add(new, _event("import:create", new, by, ids, clock))
    return new, documents.form(new.file_key, most_bytes=MOST_BYTES, now=now)


def ask_check(
    *,
    import_id: ImportId,
    rev: int,
    columns: Mapping[str, Field],
    by: PegawaiId,
    imports: Imports,
    import_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> Import:
    """Have the file checked, with what a person says of its columns; again after a failure, too.

    One that waits for its day is called off by it.
    Raises NotFound, VersionConflict (over an older state), StateChanged (applied, or refused).
    """
    found = _over(imports.get(import_id), rev)
    if found.state not in CHECKABLE:
        raise StateChanged
    asked = replace(
        found, state=ImportState.CHECKING, run=found.run + 1, columns=columns or found.columns,
        rows=0, headers=(), missing=(), answers={}, applied_on=None, changed_at=clock.now(),
    )  # fmt: skip
    keep = imports.release if found.state is ImportState.SCHEDULED else imports.save
    saved = keep(asked, _event("import:check", found, by, ids, clock))
    import_queue.send([Task(import_id=import_id, step=Step.CHECK, run=saved.run).to_message()])
    return saved


def check(
    *,
    task: Task,
    open_file: Callable[[bytes], PeopleSource],
    imports: Imports,
    documents: Documents,
    renderer: Renderer,
    people: People,
    opds: Opds,
    clock: Clock,
) -> Import | None:
    """Find how the file differs and write it down; None where a newer check was asked for.

    A file in which the person who uploads it is not listed is refused: it is not whole, and who
    applied it could not even import the earlier one.
    """
    found = imports.get(task.import_id)
    if found.state is not ImportState.CHECKING or found.run != task.run:
        return None
    progress = _Progress(found, imports, clock)
    try:
        checked = _checked(progress, open_file, documents, renderer, people, opds, imports)
    except Missing as error:
        checked = replace(
            progress.now, state=ImportState.COLUMNS,
            headers=tuple(_list(error.extensions["headers"])),
            missing=tuple(Field(name) for name in _list(error.extensions["columns"])),
        )  # fmt: skip
    except (WrongType, TooLarge, NotFound, OwnCase) as error:
        checked = replace(progress.now, state=ImportState.REFUSED, problem=error.code)
    return imports.save(replace(checked, changed_at=clock.now()))


class _Progress:
    """Rows on their way through, told every so many of them."""

    def __init__(self, of: Import, imports: Imports, clock: Clock) -> None:
        self.now, self._imports, self._clock = of, imports, clock

    def rows(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        for number, row in enumerate(rows):
            if number and number % ROWS_A_MARK == 0:
                read = replace(self.now, rows=number, changed_at=self._clock.now())
                self.now = self._imports.save(read)
            yield row


def _checked(
    progress: _Progress,
    open_file: Callable[[bytes], PeopleSource],
    documents: Documents,
    renderer: Renderer,
    people: People,
    opds: Opds,
    imports: Imports,
) -> Import:
    of, base = progress.now, imports.applied()
    reading = read_people(progress.rows(open_file(documents.get(of.file_key)).rows()), of.columns)
    known = [person for opd in opds.all() for person in people.of_opd(opd.opd_id)]
    new_id = ids_of(of.import_id, of.run, of.at)
    found = differ(reading, known=known, opds=opds.all(), new_id=new_id)
    if any(person.pegawai_id == of.by for person in found.gone):
        raise OwnCase
    changes = changes_of(found, known, opds.all())
    lines = lines_of(found)
    documents.put(of.plan_key, _dumped(Plan.of(found, lines, known, opds.all()).to_json()))
    documents.put(of.refusals_key, renderer.table(refusals_of(found.refused)))
    _write(of, lines, changes, documents)
    return replace(
        progress.now,
        state=ImportState.PREVIEW,
        rows=len(reading.people) + len(reading.refused),
        counts={kind: len(each) for kind, each in changes.items()},
        known=found.known,
        open_doubts=len(lines) - len(found.people),
        base=base,
        parts=-(-len(lines) // LINES_A_PART),
    )


def _write(
    of: Import,
    lines: Sequence[Line],
    changes: Mapping[ChangeKind, Sequence[Change]],
    documents: Documents,
) -> None:
    for part, at in enumerate(range(0, len(lines), LINES_A_PART)):
        some = [line_json(line) for line in lines[at : at + LINES_A_PART]]
        documents.put(of.part_key(part), _dumped(some))
    every = [change for each in changes.values() for change in each]
    for kind, shown in (*changes.items(), (None, every)):
        for page, at in enumerate(range(0, len(shown), CHANGES_A_PAGE)):
            some = [asdict(change) for change in shown[at : at + CHANGES_A_PAGE]]
            documents.put(of.page_key(kind, page), _dumped(some))


def link_refusals(
    *, import_id: ImportId, imports: Imports, documents: Documents, regency: Regency
) -> FileLink:
    """A link to the table of refused rows; raises NotFound, StateChanged (no preview)."""
    found = _checked_one(imports, import_id)
    name = f"baris-galat-{day_of(found.at, regency.zone()):%Y%m%d}.csv"
    url = documents.link(found.refusals_key, name=name, seconds=LINK_SECONDS)
    return FileLink(url=url, name=name)


def read_changes(
    *,
    import_id: ImportId,
    kind: ChangeKind | None,
    page: int,
    imports: Imports,
    documents: Documents,
) -> list[dict[str, Any]]:
    """One page of the difference; empty beyond its end. Raises NotFound, StateChanged (no preview).

    The file is 30 days old at most; an older import's difference is gone (NotFound).
    """
    found = _checked_one(imports, import_id)
    lines = found.counts.get(kind, 0) if kind else sum(found.counts.values())
    if page * CHANGES_A_PAGE >= lines:
        return []
    shown: list[dict[str, Any]] = json.loads(documents.get(found.page_key(kind, page)))
    return shown


def ask_apply(
    *,
    import_id: ImportId,
    rev: int,
    leavers: int | None,
    answers: Mapping[int, Answer],
    since: date | None,
    by: PegawaiId,
    imports: Imports,
    regency: Regency,
    import_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> Import:
    """Have what was shown applied, as was said of its lines; what is under way goes on as it was.

    It counts `since` that day, and is done at its midnight, or now where that has passed (None:
    today). Raises NotFound, VersionConflict, StateChanged (no preview; another one is under way or
    came between), OutOfBounds (the day is locked or far away), ConfirmationNeeded (so many leave
    that their number is typed in, J6).
    """
    found = _over(imports.get(import_id), rev)
    if found.state is ImportState.PREVIEW:
        said = found.answered(answers)
        if said.leavers > free_leavers(said.known) and leavers != said.leavers:
            raise ConfirmationNeeded("/leavers", leavers=said.leavers)
        now = clock.now()
        today = day_of(now, regency.zone())
        earliest = first_open_day(now, regency.settings, regency.holidays())
        starting = replace(
            said.on_its_way(since or today, today, earliest=earliest), changed_at=now
        )
        is_now = starting.state is ImportState.APPLYING
        action = "import:apply" if is_now else "import:schedule"
        found = imports.begin(starting, _event(action, found, by, ids, clock))
        if not is_now:
            return found
    elif found.state is not ImportState.APPLYING:
        raise StateChanged
    import_queue.send([Task(import_id=import_id, step=Step.START).to_message()])
    return found


def start_due(
    *, imports: Imports, regency: Regency, import_queue: Queue, clock: Clock
) -> Import | None:
    """Begin what was scheduled for today, and go on with what is under way; None for neither."""
    found = imports.under_way()
    today = day_of(clock.now(), regency.zone())
    if found is None or found.applied_on is None or found.applied_on > today:
        return None
    if found.state is ImportState.SCHEDULED:
        found = imports.save(replace(found, state=ImportState.APPLYING, changed_at=clock.now()))
    import_queue.send([Task(import_id=found.import_id, step=Step.START).to_message()])
    return found


def start(
    *,
    task: Task,
    imports: Imports,
    documents: Documents,
    opds: Opds,
    registry: Registry,
    import_queue: Queue,
) -> None:
    """OPDs and units first, then a message for each part that is not in yet."""
    found = imports.get(task.import_id)
    if found.state is not ImportState.APPLYING:
        return
    stored = {opd.opd_id: opd for opd in opds.all()}
    planned = _plan(documents, found).opds
    registry.save_opds(_with_units(stored.get(opd.opd_id), opd) for opd in planned)
    done = imports.parts_done(task.import_id)
    missing = [part for part in range(found.parts) if part not in done]
    if missing:
        import_queue.send([replace(task, step=Step.PART, part=n).to_message() for n in missing])
    else:
        import_queue.send([replace(task, step=Step.FINISH).to_message()])


def apply_part(
    *,
    task: Task,
    imports: Imports,
    documents: Documents,
    registry: Registry,
    trails: Trails,
    import_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> None:
    """Up to 200 lines, each person whole or not at all; the last part in asks for the end.

    Who comes to another OPD has their records found from there before they are written.
    """
    found = imports.get(task.import_id)
    if found.state is not ImportState.APPLYING or found.applied_on is None:
        return
    people = _people(documents, found, task.part)
    events = [
        _event("person:import", found, found.by, ids, clock, of_person=person) for person in people
    ]
    trails.lay(people, found.applied_on, by=found.by)
    kept = registry.save_people(people, found.applied_on, events)
    imports.part_done(task.import_id, task.part, kept)
    if len(imports.parts_done(task.import_id)) == found.parts:
        import_queue.send([replace(task, step=Step.FINISH).to_message()])


def finish(
    *,
    task: Task,
    imports: Imports,
    documents: Documents,
    people: People,
    opds: Opds,
    registry: Registry,
    rosters: Rosters,
    accounts: Accounts,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> Import | None:
    """Rewrite lists and rosters once, of all who were touched; None where that is done.

    Open tables of the days since it counts are made anew.
    """
    found = imports.get(task.import_id)
    if found.state is not ImportState.APPLYING or found.applied_on is None:
        return None
    after = {p.pegawai_id: p for opd in opds.all() for p in people.of_opd(opd.opd_id)}
    written = _written(found, imports, documents)
    after |= {person.pegawai_id: person for person in written}
    later = {opd.opd_id: rosters.later(opd.opd_id, found.applied_on) for opd in opds.all()}
    changed = _plan(documents, found).touched
    for opd_id in changed:
        members = [person for person in after.values() if person.opd_id == opd_id]
        newest = max(later.get(opd_id, ()), default=found.applied_on)
        rosters.write(opd_id, newest, active_of(members))
        registry.save_names(opd_id, members)
    if any(later.values()):  # others came and went since that day: that stays
        _amend(found.applied_on, later, written, rosters, accounts)
        changed = tuple(later)
    tables.follow_days(changed, found.applied_on)
    done = replace(found, state=ImportState.DONE, changed_at=clock.now())
    try:
        return imports.end(done, _event("import:done", found, found.by, ids, clock))
    except VersionConflict:
        return None  # the same message came twice, and the other one was quicker


def _written(of: Import, imports: Imports, documents: Documents) -> list[Person]:
    """Everybody whom its parts wrote, under the id that they have."""
    return [
        replace(person, pegawai_id=kept.get(person.pegawai_id, person.pegawai_id))
        for part, kept in imports.parts_done(of.import_id).items()
        for person in _people(documents, of, part)
    ]


def _amend(
    since: date,
    opd_ids: Iterable[OpdId],
    people: Sequence[Person],
    rosters: Rosters,
    accounts: Accounts,
) -> None:
    """Have those who moved then in the rosters since, and out of those of every other OPD."""
    moved = {
        who
        for part in in_parts([person.pegawai_id for person in people], ACCOUNTS_A_TRIP)
        for who, account in accounts.many(part).items()
        if account.since == since
    }
    for opd_id in opd_ids:
        joining = active_of(p for p in people if p.opd_id == opd_id and p.pegawai_id in moved)
        leaving = {p.pegawai_id for p in people if p.opd_id != opd_id or not p.is_active}
        rosters.amend(opd_id, since, joining=joining, leaving=leaving)


def _people(documents: Documents, of: Import, part: int) -> list[Person]:
    lines = [line_from(values) for values in json.loads(documents.get(of.part_key(part)))]
    return list(written(of, part * LINES_A_PART, lines))


def _plan(documents: Documents, of: Import) -> Plan:
    return Plan.from_json(json.loads(documents.get(of.plan_key))).applied(of)


def _with_units(stored: Opd | None, planned: Opd) -> Opd:
    """Over what is stored now: its trial may have ended since the check."""
    return replace(stored, units=planned.units) if stored else planned


def _checked_one(imports: Imports, import_id: ImportId) -> Import:
    found = imports.get(import_id)
    if found.state not in SHOWN:
        raise StateChanged
    return found


def _over(found: Import, rev: int) -> Import:
    if found.rev != rev:
        raise VersionConflict
    return found


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, Iterable) else []


def _event(
    action: str,
    of: Import,
    by: PegawaiId,
    ids: Ids,
    clock: Clock,
    *,
    of_person: Person | None = None,
) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=by,
        action=action,
        subject=of_person.pegawai_id if of_person else of.import_id,
        opd_id=of_person.opd_id if of_person else None,
    )
