"""The days of a repeated activity, by the rules of calendars (RFC 5545 §3.3.10)."""

from collections.abc import Iterator
from datetime import date, datetime, time

from dateutil.rrule import MONTHLY, WEEKLY, rrule

from chalicelib.domain.activities import Repeat


def days_of(first: date, repeat: Repeat) -> Iterator[date]:
    """From the first day on, in order; a month without that day of the month is left out."""
    start, until = datetime.combine(first, time.min), datetime.combine(repeat.until, time.min)
    rule = (
        rrule(WEEKLY, dtstart=start, until=until, byweekday=repeat.weekdays)
        if repeat.weekdays
        else rrule(MONTHLY, dtstart=start, until=until)
    )
    return (day.date() for day in rule)
