"""A week of an OPD or of the regency becomes documents that never change (domain.md §5)."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Week, day_of, locks_at
from chalicelib.domain.errors import Unavailable, VersionConflict
from chalicelib.domain.people import WHOLE_OPD, ActingTitle, OpdId, PegawaiId, Role
from chalicelib.domain.photos import PrintedImage
from chalicelib.domain.publications import (
    RECAP_PURPOSE,
    Publication,
    awaited,
    belongs_in_week,
    final_no,
    fingerprint_of,
    in_order,
    numbered,
    people_of,
    regency_edition,
    state_of_week,
    status_of,
)
from chalicelib.domain.sheets import (
    Document,
    Edition,
    FileKind,
    PersonRow,
    Sheet,
    Signatory,
    sheet_of,
    state_of,
)
from chalicelib.domain.work import Work, places_of
from chalicelib.services.ports.activities import Activities, Schedule
from chalicelib.services.ports.people import Appointments, People
from chalicelib.services.ports.photos import Photos
from chalicelib.services.ports.recaps import Documents, Recaps, Renderer
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.secrets import Seals
from chalicelib.services.ports.signature_images import SignatureImages
from chalicelib.services.ports.system import Clock, Ids, Queue

REGENCY_WAITS_S: Final = 30  # for the OPDs that are compiled, locked and published in the same go
LOCKING_TAKES_S: Final = 900  # through every OPD at the most; SQS's longest delay
WAITS_FOR_OPDS: Final = "a week of the regency waits for OPDs"  # infra/template.yaml counts it

log = logging.getLogger("apel.publish")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What a publication is gathered from and printed with."""

    activities: Activities
    schedule: Schedule
    recaps: Recaps
    opds: Opds
    regency: Regency
    people: People
    appointments: Appointments
    seals: Seals
    renderer: Renderer
    documents: Documents
    photos: Photos
    signature_images: SignatureImages
    ids: Ids
    site_origin: str  # scheme and host of the check page


def publish_week(
    *,
    owner: OpdId | None,
    week: Week,
    press: Press,
    recap_queue: Queue,
    notice_queue: Queue,
    clock: Clock,
    is_second_look: bool = False,
) -> Publication | None:
    """Publish the week of an OPD (None: the regency) where it differs from what is published.

    The same facts twice publish once, also side by side. After an OPD the regency is looked at: it
    is published once every OPD's tables are there, all FINAL or none. Where they are not after the
    lock, it is looked at once more, and whose are not even then is logged. Raises Unavailable while
    an OPD's activity that has closed has no table yet (the message comes again), VersionConflict
    where another run was faster with other facts. None where there is nothing to publish yet.
    """
    now = clock.now()
    late: frozenset[OpdId] = frozenset()
    if owner:
        editions = _of_opd(owner, week, press, now)
    else:
        editions, late = _of_regency(week, press, now)
    if late:
        _look_after(week, late, press, recap_queue, is_second_look=is_second_look)
    if not editions:
        return None
    published = press.recaps.published(owner, week)
    if published and published[-1].fingerprint == fingerprint_of(editions):
        publication = published[-1]
    else:
        publication = _print(owner, week, editions, published, press, now)
        publication = _publish(publication, press, now)
    notice_queue.send([Work(job=Job.ANNOUNCE, opd_id=owner, week=week).to_message()])
    if owner:
        regency = Work(job=Job.PUBLISH_WEEKLY, week=week).to_message()
        recap_queue.send([regency], delays_s=[REGENCY_WAITS_S])
    return publication


def _of_opd(opd_id: OpdId, week: Week, press: Press, now: datetime) -> tuple[Edition, ...]:
    editions = in_order(press.recaps.of_weeks(opd_id, week, week))
    held = {
        kept.activity.activity_id
        for kept in press.activities.between(opd_id, week.days[0], week.days[-1])
        if belongs_in_week(kept.activity, now) and not kept.activity.is_for_nobody
    }
    if held - {edition.recap.activity_id for edition in editions}:
        raise Unavailable
    return editions


def _of_regency(
    week: Week, press: Press, now: datetime
) -> tuple[tuple[Edition, ...], frozenset[OpdId]]:
    """One table per activity that the regency organises, with the OPDs that it is for as rows.

    No tables while one of them is not whole; then whose should be FINAL by now and is not.
    """
    opd_ids = [opd.opd_id for opd in press.opds.all()]
    tables, is_whole, late = [], True, set[OpdId]()
    for activity in press.schedule.of_days(week.days):
        if activity.organiser is not None or not belongs_in_week(activity, now):
            continue
        settings = press.regency.settings(activity.held_on)
        copies = press.schedule.copies(places_of(activity, opd_ids))
        held = [copy.place for copy in copies if not copy.activity.cancelled_because]
        editions = press.recaps.current(held)
        if not held:
            continue
        if waits_for := awaited([place.opd_id for place in held], editions):
            is_whole = False
            if now >= locks_at(activity.held_on, settings, press.regency.holidays()):
                late |= waits_for
        else:
            tables.append(regency_edition(settings.regency, editions))
    return in_order(tables) if is_whole else (), frozenset(late)


def _look_after(
    week: Week, late: frozenset[OpdId], press: Press, recap_queue: Queue, *, is_second_look: bool
) -> None:
    """Look again once the lock is through every OPD; who is late even then, a person looks after.

    Nothing else would tell: what failed for good lies among the dead letters.
    """
    if is_second_look:
        names = [opd.name for opd in press.opds.all() if opd.opd_id in late]
        log.warning(WAITS_FOR_OPDS, extra={"fields": {"week": week.text, "opds": names}})
    else:
        again = Work(job=Job.PUBLISH_WEEKLY, week=week, is_second_look=True).to_message()
        recap_queue.send([again], delays_s=[LOCKING_TAKES_S])


def _publish(publication: Publication, press: Press, now: datetime) -> Publication:
    """Add it; where another run was faster with the same facts, theirs stands."""
    try:
        press.recaps.publish(publication, _event(publication, press.ids, now))
    except VersionConflict:
        theirs = press.recaps.published(publication.owner, publication.week)[-1]
        if theirs.fingerprint != publication.fingerprint:
            raise
        return theirs
    return publication


def _print(
    owner: OpdId | None,
    week: Week,
    editions: Sequence[Edition],
    published: Sequence[Publication],
    press: Press,
    now: datetime,
) -> Publication:
    name = editions[0].recap.owner_name
    version = published[-1].version + 1 if published else 1
    number = final_no(editions, published)
    sheets = tuple(_sheets(owner, week, numbered(editions, number), version, press, now))
    image = next((one.signatory.image for one in sheets if one.signatory), None)
    document = Document(
        title=f"Rekap {week.text} {name}",
        sheets=sheets,
        people=_people(owner, editions, sheets, press),
        emblem=_emblem(press, now),
        signature=press.photos.read(image.kept_key) if image else None,
    )
    # Its own name keeps two runs of one version apart: whoever loses has overwritten nothing.
    folder = f"rekap/{owner or 'kabupaten'}/{week.text}/v{version}-{press.ids.ulid()}"
    files = {kind: f"{folder}.{kind.lower()}" for kind in FileKind}
    for kind, key in files.items():
        press.documents.put(key, press.renderer.render(kind, document))
    return Publication(
        owner=owner,
        week=week,
        version=version,
        status=status_of(editions),
        state=state_of_week(editions, number),
        at=now,
        fingerprint=fingerprint_of(editions),
        files=files,
        signature_sha256=image.sha256 if image else None,
    )


def _sheets(
    owner: OpdId | None,
    week: Week,
    editions: Sequence[Edition],
    version: int,
    press: Press,
    now: datetime,
) -> Iterator[Sheet]:
    signatory = _signatory(owner, press, now) if owner else _regency_signatory(press, now)
    today = day_of(now, press.regency.zone())
    for edition in editions:
        token = press.seals.seal(RECAP_PURPOSE, _token(edition, owner, week, version))
        yield sheet_of(
            edition,
            settings=press.regency.settings(today),
            published_at=now,
            signatory=signatory,
            qr=f"{press.site_origin}/periksa#{token}",
        )


def _emblem(press: Press, now: datetime) -> bytes | None:
    """The picture of that day; what was printed before keeps its own."""
    sha256 = press.regency.settings(day_of(now, press.regency.zone())).letterhead_image
    return press.photos.read(PrintedImage.letterhead(sha256).kept_key) if sha256 else None


def _token(edition: Edition, owner: OpdId | None, week: Week, version: int) -> dict[str, str | int]:
    """What the check page shows of a printed table: sums only (ux.md, /periksa)."""
    figures = edition.recap.figures(edition.recap.total)
    return {
        "o": owner or "",
        "n": edition.recap.owner_name,
        "t": edition.recap.title,
        "d": edition.recap.held_on.isoformat(),
        "w": week.text,
        "v": version,
        "s": state_of(edition),
        "j": figures.expected,
        "h": figures.present,
        "p": figures.percent,
        "f": edition.recap.fingerprint[:16],
    }


def _signatory(opd_id: OpdId, press: Press, now: datetime) -> Signatory:
    """The head on that day; an office that is vacant prints an empty line to sign on."""
    opd = press.opds.get(opd_id)
    today = day_of(now, press.regency.zone())
    office = opd.signing_office
    heads = [
        held
        for held in press.appointments.of_opd(opd_id)
        if held.appointment.role is Role.OPD_HEAD
        and held.appointment.unit_no == WHOLE_OPD  # a unit has a head, too
        and held.appointment.is_active(today)
    ]
    if not heads:
        return Signatory(office=office, name="", rank="", nip="")
    head = max(heads, key=lambda held: held.appointment.since)
    person = press.people.person(head.pegawai_id)
    title = head.appointment.title
    return Signatory(
        office=office if title is ActingTitle.NONE else f"{title} {office}",
        name=head.name,
        rank=person.rank if person else "",
        nip=person.nip if person else "",
        image=_signature(head.pegawai_id, opd_id, press),
    )


def _signature(head: PegawaiId, opd_id: OpdId, press: Press) -> PrintedImage | None:
    """What that very person has printed as head of that OPD; whoever follows chooses anew."""
    chosen = press.signature_images.get(head, opd_id)
    return PrintedImage.signature(head, chosen.sha256) if chosen else None


def _regency_signatory(press: Press, now: datetime) -> Signatory:
    """The head of the OPD that publishes for the regency; a line to sign on where it is none."""
    settings = press.regency.settings(day_of(now, press.regency.zone()))
    for opd in press.opds.all():
        if settings.is_publisher(opd.name):
            return _signatory(opd.opd_id, press, now)
    return Signatory(office=f"KEPALA {settings.publisher}".upper(), name="", rank="", nip="")


def _people(
    owner: OpdId | None, editions: Sequence[Edition], sheets: Sequence[Sheet], press: Press
) -> tuple[PersonRow, ...]:
    if owner is None:
        return ()
    known = press.people.of_opd(owner)
    pairs = zip(editions, sheets, strict=False)  # the sum of a week has no people
    return tuple(row for edition, sheet in pairs for row in people_of(edition, sheet.name, known))


def _event(publication: Publication, ids: Ids, now: datetime) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=now,
        actor=Job.PUBLISH_WEEKLY,
        action="recap:publish",
        subject=f"{publication.week.text}-v{publication.version}",
        opd_id=publication.owner,
        detail={"sha256": publication.fingerprint, "status": publication.status},
    )
