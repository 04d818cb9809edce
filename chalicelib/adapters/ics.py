"""Activities as an iCalendar file (RFC 5545)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from chalicelib.domain.activities import Activity
from chalicelib.domain.calendar import WIB

NAME: Final = "Apel Digital"
READ_AGAIN: Final = timedelta(hours=1)


def write_ics(activities: Sequence[Activity], *, site: str, now: datetime) -> str:
    """The file; `site` is the app's origin. What was cancelled stays: calendars learn it so."""
    calendar = Calendar()
    calendar.add("prodid", "-//Apel Digital//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    for activity in activities:
        calendar.add_component(_event(activity, site, now))
    text: str = calendar.to_ical().decode()
    return text


def _event(activity: Activity, site: str, now: datetime) -> Event:
    window, event = activity.window, Event()
    event.add("uid", f"{activity.activity_id}@apel-digital")
    event.add("dtstamp", now)
    event.add("dtstart", window.starts)
    event.add("dtend", window.closes)
    event.add("summary", activity.title)
    event.add("location", activity.venue.name)
    event.add("url", site)
    opens, late = (f"{edge.astimezone(WIB):%H.%M}" for edge in (window.opens, window.late_after))
    event.add("description", f"Foto dibuka {opens}, terlambat setelah {late}.")
    event.add("status", "CANCELLED" if activity.cancelled_because else "CONFIRMED")
    return event
