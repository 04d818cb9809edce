"""Sick notes are kept for 30 days from the decision (security.md R2)."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.attendance import kept_letter_key
from chalicelib.domain.calendar import ONE_DAY, day_of
from chalicelib.domain.permits import FREED_DAYS
from chalicelib.services.ports.permits import Permits
from chalicelib.services.ports.photos import Photos
from chalicelib.services.ports.system import Clock

LOOK_BACK: Final = timedelta(days=7)  # an outage as long as tick catches up


def free_notes(*, permits: Permits, photos: Photos, clock: Clock) -> dict[str, int]:
    """Tag the pages whose time is over for the bucket's lifecycle: no function may delete them.

    As often as one likes: a page that is gone already changes nothing. Tells how many pages.
    """
    today = day_of(clock.now())
    days = [today - ONE_DAY * n for n in range(LOOK_BACK.days + 1)]
    pages = [
        key
        for permit_id in dict.fromkeys(permits.notes_ending(days))
        for permit in permits.many([permit_id])
        for key in permit.page_keys
    ]
    for page in pages:
        photos.free(kept_letter_key(page), days=FREED_DAYS)
    return {"freed": len(pages)}
