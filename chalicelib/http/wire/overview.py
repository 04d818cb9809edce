"""The regency at a glance, on the wire."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from chalicelib.domain.overview import Summary
from chalicelib.domain.people import Opd, OpdId
from chalicelib.domain.recap import Figures
from chalicelib.http.wire.times import moment
from chalicelib.services.read_overview import FollowUps, Overview


def overview(of: Overview) -> dict[str, Any]:
    """OPDs by name, activities by day; a row names its OPD by its place in that list."""
    places = {opd.opd_id: n for n, opd in enumerate(of.opds)}
    known = (one for one in of.summaries if one.opd_id in places)
    return {
        "today": of.today.isoformat(),
        "opds": [
            {"id": opd.opd_id, "name": opd.name, "trial": opd.is_trial(of.today)} for opd in of.opds
        ],
        "activities": [
            _activity(tuple(same), places)
            for _, same in groupby(known, key=lambda one: (one.held_on, one.activity_id))
        ],
    }


def _activity(same: tuple[Summary, ...], places: Mapping[OpdId, int]) -> dict[str, Any]:
    first = same[0]
    return {
        "id": first.activity_id,
        "kind": first.kind,
        "date": first.held_on.isoformat(),
        "as_of": moment(max(one.as_of for one in same)),
        "final": all(one.is_final for one in same),
        "rows": [_row(one, places[one.opd_id]) for one in same],
    }


def _row(of: Summary, place: int) -> list[int]:
    """OPD, trial, six figures, and the arrivals: thousands are sent."""
    return [place, int(of.is_trial), *figures_row(of.figures), *of.arrivals]


def figures_row(of: Figures) -> list[int]:
    """Without their names, in the order in which the web app reads them."""
    return [of.expected, of.present, of.late, of.excused, of.pending, of.unexplained]


def follow_ups(of: FollowUps) -> dict[str, Any]:
    """Empty offices, requests that wait, and people who are TK so many times in a row, by OPD."""
    return {
        "vacant": [
            {"opd": _opd(opd), "roles": list(of.vacant[opd.opd_id])}
            for opd in of.opds
            if opd.opd_id in of.vacant
        ],
        "letters": _counts(of.opds, of.letters),
        "in_a_row": {"times": of.times, "opds": _counts(of.opds, of.in_a_row)},
    }


def _counts(opds: Iterable[Opd], counts: Mapping[OpdId, int]) -> list[dict[str, Any]]:
    return [{"opd": _opd(opd), "count": counts[opd.opd_id]} for opd in opds if opd.opd_id in counts]


def _opd(of: Opd) -> dict[str, str]:
    return {"id": of.opd_id, "name": of.name}
