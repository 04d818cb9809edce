"""Recaps: what they are made from, the current table and each FINAL version, published weeks."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import (
    ActivityItem,
    DueItem,
    Item,
    RecapItem,
    RosterItem,
    SummaryItem,
    UnexplainedItem,
)
from chalicelib.adapters.dynamo.repositories.activities import read_copy
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.adapters.dynamo.repositories.check_ins import DynamoCheckIns
from chalicelib.adapters.dynamo.repositories.duties import DynamoDuties
from chalicelib.adapters.dynamo.repositories.rosters import unpack
from chalicelib.adapters.dynamo.repositories.schedule import many
from chalicelib.domain.activities import ActivityId, Kind
from chalicelib.domain.attendance import Code, Place
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Week
from chalicelib.domain.errors import NotFound, StateChanged, VersionConflict
from chalicelib.domain.outcomes import read_decision, read_record
from chalicelib.domain.overview import Summary, Unexplained
from chalicelib.domain.people import Opd, OpdId, PegawaiId, UnitNo
from chalicelib.domain.publications import Publication
from chalicelib.domain.recap import Change, Facts, Figures, Status, from_bytes
from chalicelib.domain.settings_data import Column
from chalicelib.domain.sheets import Edition, FileKind, Reopening
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.check_ins import Entry, led_elsewhere
from chalicelib.services.ports.duties import on_duty_elsewhere, said_of

CHECK_IN, DECISION = "c", "d"  # kinds in the thin index
_FIGURES: Final = ("expected", "unexplained", "excused", "pending", "present", "late")  # as stored


class DynamoRecapFacts:
    """Implements ports.RecapFacts: BatchGet, Query of permits and duties, of the index.

    Where the index has pointers, what lies behind them is a BatchGet more, and the duty roster of
    each OPD that those people left a Query more (security.md T7).
    """

    def read(
        self,
        place: Place,
        *,
        chunks: Sequence[str],
        opd: Opd,
        columns: Mapping[Code, Column],
    ) -> tuple[OpdActivity, Facts]:
        """The index is read last: what it says is newer than the permits, never older."""
        kept, roster = self._kept_and_roster(place, chunks)
        activity = kept.activity
        permits, codes = said_of(activity, place.opd_id, DynamoDuties())
        entries = DynamoCheckIns().since(place, None)
        codes_there = on_duty_elsewhere(activity, led_elsewhere(entries), DynamoDuties())
        facts = Facts(
            activity=activity,
            opd=opd,
            roster=roster,
            records={e.pegawai_id: read_record(e.status) for e in _of_kind(entries, CHECK_IN)},
            decisions={e.pegawai_id: read_decision(e.status) for e in _of_kind(entries, DECISION)},
            permits=permits,
            duties=codes_there | codes,
            columns=columns,
        )
        return kept, facts

    def _kept_and_roster(
        self, place: Place, chunks: Sequence[str]
    ) -> tuple[OpdActivity, tuple[tuple[PegawaiId, UnitNo], ...]]:
        copy = keys.copy_key(place)
        roster_pk = keys.roster_pk(place.opd_id)
        found = many([copy, *(keys.Key(roster_pk, chunk) for chunk in chunks)])
        kept = next((item for item in found if isinstance(item, ActivityItem)), None)
        if kept is None:
            raise NotFound
        packed = [item for item in found if isinstance(item, RosterItem)]
        return read_copy(kept), tuple(person for item in packed for person in unpack(item))


class DynamoRecaps:
    """Implements ports.Recaps."""

    def keep_provisional(self, edition: Edition, summary: Summary | None) -> bool:
        """The table and its summary in one transaction."""
        item = _edition_item(edition, _current_key(edition))
        newer = (RecapItem.version == 0) & (RecapItem.as_of < item.as_of)

        def fill(batch: TransactWrite) -> None:
            batch.save(item, condition=RecapItem.pk.does_not_exist() | newer)
            if summary:
                batch.save(summary_item(summary))

        try:
            items.transact(fill)
        except items.Cancelled:
            return False
        return True

    def finalize(self, edition: Edition, summary: Summary | None, event: Event) -> None:
        """The version, the current table and what is kept of it, the lock, the event at once."""
        place = _place(edition)
        final = _edition_item(edition, _final_key(place, edition.version))
        current = _edition_item(edition, _current_key(edition))
        copy = keys.copy_key(place)
        lock: list[Any] = [
            ActivityItem.final.set(edition.version),
            ActivityItem.reopened.remove(),
        ]

        def fill(batch: TransactWrite) -> None:
            batch.save(final, condition=RecapItem.pk.does_not_exist())
            batch.update(
                ActivityItem(pk=copy.pk, sk=copy.sk), lock, condition=ActivityItem.pk.exists()
            )
            batch.save(current)
            if summary:
                batch.save(summary_item(summary))
                batch.save(unexplained_item(Unexplained.of(edition, summary)))
            tell(batch, event)

        with items.named(op0=StateChanged, op1=NotFound):
            items.transact(fill)

    def reopen(
        self, place: Place, version: int, reopening: Reopening, relocks_on: date, event: Event
    ) -> None:
        """Mark the activity open, and enter its next lock among what is due."""
        copy = keys.copy_key(place)
        due = keys.due_lock_key(relocks_on, place.ref)
        is_closed = (ActivityItem.final == version) & ActivityItem.reopened.does_not_exist()

        def fill(batch: TransactWrite) -> None:
            batch.update(
                ActivityItem(pk=copy.pk, sk=copy.sk),
                [ActivityItem.reopened.set(_reopening_data(reopening))],
                condition=is_closed,
            )
            batch.save(DueItem(pk=due.pk, sk=due.sk, data={"ref": place.ref}))
            tell(batch, event)

        with items.named(op0=StateChanged):
            items.transact(fill)

    def current(self, places: Sequence[Place]) -> tuple[Edition, ...]:
        """The newest edition of each place that has one."""
        wanted = [keys.current_recap_key(p.opd_id, p.held_on, p.activity_id) for p in places]
        return tuple(_edition(item) for item in many(wanted))

    def of_weeks(self, opd_id: OpdId, first: Week, last: Week) -> tuple[Edition, ...]:
        """The newest editions of an OPD's weeks, by day."""
        start = keys.current_recap_key(opd_id, f"{first.days[0]:%Y%m%d}", "")
        end = keys.current_recap_key(opd_id, f"{last.days[-1]:%Y%m%d}", "~")
        found = RecapItem.rows(start.pk, Item.sk.between(start.sk, end.sk), consistent_read=True)
        return tuple(_edition(item) for item in found)

    def summaries(self, first: date, last: date) -> tuple[Summary, ...]:
        """Eventually consistent: a table that was stored this second may be missing."""
        start, end = keys.summary_key(first), keys.summary_key(last, "~")
        found = SummaryItem.rows(start.pk, Item.sk.between(start.sk, end.sk))
        return tuple(_summary(item) for item in found)

    def unexplained(self, first: date, last: date) -> tuple[Unexplained, ...]:
        """Eventually consistent, as the summaries are."""
        start, end = keys.unexplained_key(first), keys.unexplained_key(last, "~")
        found = UnexplainedItem.rows(start.pk, Item.sk.between(start.sk, end.sk))
        return tuple(_unexplained(item) for item in found)

    def version(self, place: Place, version: int) -> Edition | None:
        """One FINAL version."""
        found = next(items.batch_get([_final_key(place, version)]), None)
        return _edition(found) if found else None

    def publish(self, publication: Publication, event: Event) -> None:
        """The version and its event in one transaction."""
        key = keys.week_key(publication.owner, publication.week.text, publication.version)
        item = RecapItem(
            pk=key.pk,
            sk=key.sk,
            sha=publication.fingerprint,
            version=publication.version,
            data={
                "at": publication.at.isoformat(),
                "status": publication.status,
                "state": publication.state,
                "files": {kind.value: name for kind, name in publication.files.items()},
                "signature": publication.signature_sha256,
            },
        )

        def fill(batch: TransactWrite) -> None:
            batch.save(item, condition=RecapItem.pk.does_not_exist())
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)

    def published(self, owner: OpdId | None, week: Week) -> tuple[Publication, ...]:
        """Every version of a week, oldest first."""
        prefix = keys.week_prefix(owner, week.text)
        found = RecapItem.rows(prefix.pk, Item.sk.startswith(prefix.sk), consistent_read=True)
        return tuple(_publication(owner, week, item) for item in found)


def _of_kind(entries: Sequence[Entry], kind: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind]


def _day(held_on: str) -> date:
    return date(int(held_on[:4]), int(held_on[4:6]), int(held_on[6:]))


def _place(edition: Edition) -> Place:
    recap = edition.recap
    if recap.owner is None or recap.activity_id is None:
        msg = "only an OPD's table of one activity is kept"
        raise ValueError(msg)
    return Place(
        opd_id=recap.owner,
        held_on=f"{recap.held_on:%Y%m%d}",
        activity_id=recap.activity_id,
    )


def _current_key(edition: Edition) -> keys.Key:
    place = _place(edition)
    return keys.current_recap_key(place.opd_id, place.held_on, place.activity_id)


def _final_key(place: Place, version: int) -> keys.Key:
    return keys.final_recap_key(place.opd_id, place.held_on, place.activity_id, version)


def _edition_item(edition: Edition, key: keys.Key) -> RecapItem:
    reopening = edition.reopening
    return RecapItem(
        pk=key.pk,
        sk=key.sk,
        sha=edition.recap.fingerprint,
        content=zlib.compress(edition.recap.to_bytes(), 9),
        as_of=_milliseconds(edition.as_of),
        version=edition.version,
        data={
            "locks_on": edition.locks_on.isoformat() if edition.locks_on else None,
            "reopening": _reopening_data(reopening) if reopening else None,
            "changes": [
                [change.pegawai_id, change.unit_no, change.before, change.after]
                for change in edition.changes
            ],
        },
    )


def _edition(item: Any) -> Edition:
    data = item.data
    return Edition(
        recap=from_bytes(zlib.decompress(item.content)),
        as_of=_time(item.as_of),
        version=int(item.version),
        locks_on=date.fromisoformat(data["locks_on"]) if data["locks_on"] else None,
        reopening=_reopening(data["reopening"]) if data["reopening"] else None,
        changes=tuple(
            Change(
                pegawai_id=PegawaiId(who),
                unit_no=UnitNo(unit_no),
                before=Code(before) if before else None,
                after=Code(after) if after else None,
            )
            for who, unit_no, before, after in data["changes"]
        ),
    )


def summary_item(summary: Summary) -> SummaryItem:
    """The item of an OPD's figures at one activity."""
    key = keys.summary_key(summary.held_on, summary.activity_id, summary.opd_id)
    figures = [getattr(summary.figures, name) for name in _FIGURES]
    marks = [summary.is_final, summary.is_trial]
    first = [summary.kind, _milliseconds(summary.as_of), *marks]
    return SummaryItem(pk=key.pk, sk=key.sk, data=[*first, *figures, summary.arrivals])


def _summary(item: Any) -> Summary:
    held_on, activity_id, opd_id = item.sk.split("#")
    kind, as_of, is_final, is_trial, *figures, arrivals = item.data
    return Summary(
        opd_id=OpdId(opd_id),
        activity_id=ActivityId(activity_id),
        kind=Kind(kind),
        held_on=_day(held_on),
        as_of=_time(as_of),
        is_final=is_final,
        is_trial=is_trial,
        figures=Figures(**dict(zip(_FIGURES, figures, strict=True))),
        arrivals=tuple(arrivals),
    )


def unexplained_item(of: Unexplained) -> UnexplainedItem:
    """The item of who is TK in an OPD's table; also of nobody, which ends a row."""
    key = keys.unexplained_key(of.held_on, of.activity_id, of.opd_id)
    return UnexplainedItem(pk=key.pk, sk=key.sk, data=sorted(of.people))


def _unexplained(item: Any) -> Unexplained:
    held_on, activity_id, opd_id = item.sk.split("#")
    return Unexplained(
        opd_id=OpdId(opd_id),
        activity_id=ActivityId(activity_id),
        held_on=_day(held_on),
        people=frozenset(map(PegawaiId, item.data)),
    )


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _time(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _reopening_data(reopening: Reopening) -> dict[str, str]:
    return {
        "reason": reopening.reason,
        "by": reopening.by,
        "name": reopening.by_name,
        "at": reopening.at.isoformat(),
    }


def _reopening(data: Mapping[str, str]) -> Reopening:
    return Reopening(
        reason=data["reason"],
        by=PegawaiId(data["by"]),
        by_name=data["name"],
        at=datetime.fromisoformat(data["at"]),
    )


def _publication(owner: OpdId | None, week: Week, item: Any) -> Publication:
    return Publication(
        owner=owner,
        week=week,
        version=int(item.version),
        status=Status(item.data["status"]),
        state=item.data.get("state", item.data["status"]),  # older editions have none
        at=datetime.fromisoformat(item.data["at"]),
        fingerprint=item.sha,
        files={FileKind(kind): key for kind, key in item.data["files"].items()},
        signature_sha256=item.data.get("signature"),  # older editions have none
    )
