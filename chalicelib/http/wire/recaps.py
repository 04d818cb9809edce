"""Weeks of recaps on the wire."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.domain import text as texts
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.calendar import Week
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.recap import Recap, Tally, percent_of
from chalicelib.domain.sheets import Edition, FileKind, Reopening
from chalicelib.http.wire.kinds import DATE, ident, integer, member_of, text
from chalicelib.http.wire.overview import figures_row
from chalicelib.http.wire.reading import body, query
from chalicelib.http.wire.schema import optional, read_path, required
from chalicelib.http.wire.times import moment
from chalicelib.services.ports.recaps import FileLink
from chalicelib.services.read_recap import UnitLine, WeekPage

MOST_VERSIONS = 9_999
OPD_ID = optional("opd", ident(OpdId))
VERSION = optional("version", integer(1, MOST_VERSIONS))
PAGE = query(OPD_ID)
FILE = query(OPD_ID, VERSION)

REOPENED_OPD = required("opd", ident(OpdId))
HELD_ON = required("date", DATE)
ACTIVITY_ID = required("activity", ident(ActivityId))
REASON = required("reason", text(texts.reason, texts.LONGEST_REASON))
REOPENING = body(REOPENED_OPD, HELD_ON, ACTIVITY_ID, REASON)

_FILE_KIND = member_of(FileKind)


def read_file_kind(part: str) -> FileKind:
    """The kind of file that a path names."""
    return read_path(_FILE_KIND, part)


def page(of: WeekPage, *, may_export: bool, may_reopen: bool, this_week: Week) -> dict[str, Any]:
    """The page of a week; names are in it only where the caller may see them."""
    following = of.week.shifted(1)
    return {
        "week": of.week.text,
        "opd": {"id": of.owner, "name": of.owner_name} if of.owner else None,
        "published": [
            {
                "version": each.version,
                "status": each.status,
                "state": each.state,
                "at": moment(each.at),
            }
            for each in of.published
        ],
        "tables": [
            _table(edition, notes, whatsapp, of.names)
            for edition, notes, whatsapp in zip(of.editions, of.notes, of.texts, strict=True)
        ],
        "files": [kind.value for kind in FileKind] if may_export and of.published else [],
        "awaited": list(of.awaited),
        "may_reopen": may_reopen,
        "previous": of.week.shifted(-1).text,
        "next": following.text if following <= this_week else None,
    }


def units(weeks: Iterable[Week], lines: Iterable[UnitLine]) -> dict[str, Any]:
    """Units by number, weeks oldest first."""
    return {
        "weeks": [week.text for week in weeks],
        "units": [
            {
                "no": line.no,
                "name": line.name,
                "weeks": [figures_row(of) if of else None for of in line.figures],
            }
            for line in lines
        ],
    }


def link(of: FileLink) -> dict[str, str]:
    """Where a file can be fetched for a minute."""
    return {"url": of.url, "name": of.name}


def reopened(of: Reopening) -> dict[str, str]:
    """Why, by whom and when."""
    return {"reason": of.reason, "by": of.by_name, "at": moment(of.at)}


def _table(
    edition: Edition, notes: tuple[str, ...], whatsapp: str, names: Mapping[PegawaiId, str]
) -> dict[str, Any]:
    recap = edition.recap
    rows = [
        {
            "no": no,
            "unit_no" if recap.owner else "id": int(row.key) if recap.owner else row.key,
            "name": row.name,
            "trial": row.is_trial,
            **_figures(recap, row.tally),
        }
        for no, row in enumerate(recap.rows, start=1)
    ]
    seen_of = recap.figures(recap.total).present
    return {
        "activity": {
            "id": recap.activity_id,
            "title": recap.title,
            "kind": recap.kind,
            "date": recap.held_on.isoformat(),
        },
        "status": recap.status,
        "trial": recap.is_trial,
        "version": edition.version or None,
        "as_of": moment(edition.as_of),
        "locks_on": edition.locks_on.isoformat() if edition.locks_on else None,
        "has_pending": recap.has_pending_column,
        "fingerprint": recap.fingerprint,
        "rows": rows,
        "total": _figures(recap, recap.total),
        "notes": list(notes),
        "text": whatsapp,
        "difference": _difference(edition, names),
        "reopened": reopened(edition.reopening) if edition.reopening else None,
        "seen_share": {
            "seen": recap.looked_at,
            "of": seen_of,
            "percent": percent_of(recap.looked_at, seen_of),
        },
    }


def _figures(recap: Recap, tally: Tally) -> dict[str, Any]:
    figures = recap.figures(tally)
    return {
        "expected": figures.expected,
        "unexplained": figures.unexplained,
        "excused": figures.excused,
        "pending": figures.pending,
        "absent": figures.absent,
        "present": figures.present,
        "percent": figures.percent,
        "late": figures.late,
        "codes": dict(tally.codes),
    }


def _difference(edition: Edition, names: Mapping[PegawaiId, str]) -> list[dict[str, Any]] | None:
    """None for a first version; without names where the caller may not see them."""
    if edition.version <= 1 or not edition.recap.lines:
        return None
    return [
        {"name": names.get(change.pegawai_id), "before": change.before, "after": change.after}
        for change in edition.changes
    ]
