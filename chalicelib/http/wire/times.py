"""Times and windows on the wire: RFC 3339 in UTC, with Z."""

from datetime import UTC, datetime
from typing import Any, Final

from chalicelib.domain.activities import Activity, Window


def moment(at: datetime) -> str:
    """An instant to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def moment_or_none(at: datetime | None) -> str | None:
    """An instant, or null."""
    return moment(at) if at else None


def window(of: Window) -> dict[str, str]:
    """A window."""
    return {
        "opens": moment(of.opens),
        "starts": moment(of.starts),
        "late_after": moment(of.late_after),
        "closes": moment(of.closes),
    }


ACTIVITY: Final = ("id", "kind", "title", "date", "window", "venue", "cancelled")  # of `activity`


def activity(of: Activity) -> dict[str, Any]:
    """What every page says of an activity."""
    venue: dict[str, Any] = {"name": of.venue.name}
    if of.venue.is_own_office:
        venue["own_office"] = True
    if of.venue.lat is not None and of.venue.lon is not None:
        venue |= {"lat": of.venue.lat, "lon": of.venue.lon, "radius_m": of.venue.radius_m}
    return {
        "id": of.activity_id,
        "kind": of.kind,
        "title": of.title,
        "date": of.held_on.isoformat(),
        "window": window(of.window),
        "venue": venue,
        "cancelled": of.cancelled_because is not None,
    }
