"""A week's tables as a page, and the files of its published versions."""

from dataclasses import dataclass
from typing import Final

from chalicelib.domain.access import Allow
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Week
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.publications import (
    Publication,
    awaited,
    file_name,
    final_no,
    in_order,
    numbered,
    regency_edition,
    with_sum,
)
from chalicelib.domain.recap import Figures
from chalicelib.domain.sheets import Edition, FileKind, notes_of, whatsapp_text
from chalicelib.services.ports.activities import Schedule
from chalicelib.services.ports.people import People
from chalicelib.services.ports.recaps import Documents, FileLink, Recaps
from chalicelib.services.ports.regency import Opds, Regency

LINK_SECONDS: Final = 60
WEEKS_COMPARED: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPage:
    """What the page of a week shows."""

    owner: OpdId | None
    owner_name: str
    week: Week
    editions: tuple[Edition, ...]
    notes: tuple[tuple[str, ...], ...]  # of each edition
    texts: tuple[str, ...]  # of each edition, for WhatsApp groups
    names: dict[PegawaiId, str]  # of those whose code changed; empty for who may not see names
    published: tuple[Publication, ...]
    awaited: tuple[str, ...]  # names of the OPDs for whom the regency's week waits


def read_recap(
    *,
    owner: OpdId | None,
    week: Week,
    naming: Allow | None,
    recaps: Recaps,
    schedule: Schedule,
    opds: Opds,
    people: People,
    regency: Regency,
    site_origin: str,
) -> WeekPage:
    """The newest tables of an OPD's week (None: the regency's), also where nothing is published.

    `naming` is the right to see people by name, and of which units; None: nobody's.
    """
    settings = regency.settings(week.days[-1])
    waits_for: frozenset[OpdId] = frozenset()
    if owner:
        editions = in_order(recaps.of_weeks(owner, week, week))
    else:
        editions, waits_for = _of_regency(week, recaps, schedule, opds, regency)
    link = f"{site_origin}/rekap/{week.text}"
    published = recaps.published(owner, week)
    tables = numbered(editions, final_no(editions, published))
    return WeekPage(
        owner=owner,
        owner_name=opds.get(owner).name if owner else settings.regency,
        week=week,
        editions=tables,
        notes=tuple(notes_of(edition, settings) for edition in tables),
        texts=tuple(whatsapp_text(edition, settings=settings, link=link) for edition in tables),
        names=_names(owner, editions, people, naming.units) if naming else {},
        published=published,
        awaited=tuple(opd.name for opd in opds.all() if opd.opd_id in waits_for),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """One unit's figures week by week; None where it had no table."""

    no: UnitNo
    name: str  # of the newest table
    figures: tuple[Figures | None, ...]


def read_unit_lines(
    *, owner: OpdId | None, until: Week, recaps: Recaps
) -> tuple[tuple[Week, ...], tuple[UnitLine, ...]]:
    """So many weeks up to that one and the units of an OPD in them; raises NotFound without one.

    A week's figures are those of its page: of its table, or of the sum of its tables. One Query.
    """
    if owner is None:
        raise NotFound
    weeks = tuple(until.shifted(n + 1 - WEEKS_COMPARED) for n in range(WEEKS_COMPARED))
    by_week: dict[Week, list[Edition]] = {}
    for edition in recaps.of_weeks(owner, weeks[0], until):
        by_week.setdefault(Week.of(edition.recap.held_on), []).append(edition)
    names: dict[UnitNo, str] = {}
    figures: dict[UnitNo, dict[Week, Figures]] = {}
    for week in weeks:
        for table in with_sum(in_order(by_week.get(week, ())))[-1:]:
            for row in table.recap.rows:
                no = UnitNo(int(row.key))
                names[no] = row.name
                figures.setdefault(no, {})[week] = table.recap.figures(row.tally)
    lines = (
        UnitLine(no=no, name=names[no], figures=tuple(of.get(week) for week in weeks))
        for no, of in sorted(figures.items())
    )
    return weeks, tuple(lines)


def link_recap_file(
    *,
    owner: OpdId | None,
    week: Week,
    kind: FileKind,
    version: int | None,
    recaps: Recaps,
    documents: Documents,
    regency: Regency,
) -> FileLink:
    """A link to a published file, of the newest version where none is named; raises NotFound."""
    published = {each.version: each for each in recaps.published(owner, week)}
    wanted = version if version is not None else max(published, default=0)
    if wanted not in published:
        raise NotFound
    name = file_name(published[wanted], kind, regency.zone())
    key = published[wanted].files[kind]
    return FileLink(url=documents.link(key, name=name, seconds=LINK_SECONDS), name=name)


def _of_regency(
    week: Week, recaps: Recaps, schedule: Schedule, opds: Opds, regency: Regency
) -> tuple[tuple[Edition, ...], frozenset[OpdId]]:
    """The tables, and for whose they wait; two trips, a third where an OPD has no table yet.

    An activity is in the week as soon as the first OPD has its table.
    """
    places = [
        Place(opd_id=opd.opd_id, held_on=f"{held_on:%Y%m%d}", activity_id=activity_id)
        for activity_id, held_on in sorted(
            {(one.activity_id, one.held_on) for one in recaps.summaries(week.monday, week.days[-1])}
        )
        for opd in opds.all()
    ]
    by_activity: dict[str, list[Edition]] = {}
    for edition in recaps.current(places):
        by_activity.setdefault(str(edition.recap.activity_id), []).append(edition)
    tables, waits_for = [], set[OpdId]()
    for activity_id, editions in by_activity.items():
        there = {edition.recap.owner for edition in editions}
        own = [place for place in places if place.activity_id == activity_id]
        copies = schedule.copies([place for place in own if place.opd_id not in there])
        held = [copy.opd_id for copy in copies if not copy.activity.cancelled_because]
        waits_for |= awaited(held, editions)
        name = regency.settings(editions[0].recap.held_on).regency
        tables.append(regency_edition(name, editions))
    return in_order(tables), frozenset(waits_for)


def _names(
    owner: OpdId | None,
    editions: tuple[Edition, ...],
    people: People,
    units: frozenset[UnitNo] | None,
) -> dict[PegawaiId, str]:
    changed = {
        change.pegawai_id
        for edition in editions
        for change in edition.changes
        if units is None or change.unit_no in units
    }
    if owner is None or not changed:
        return {}
    known = {person.pegawai_id: person.full_name for person in people.of_opd(owner)}
    return {who: known.get(who, "") for who in changed}
