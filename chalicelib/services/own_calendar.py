"""The own activities as a calendar that other programs read, by a secret link that can be ended."""

import hmac
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from chalicelib.domain.activities import Activity
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.sessions import Account, token_sha256
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.activities import Activities
from chalicelib.services.ports.feeds import FeedLink, Feeds
from chalicelib.services.ports.system import Clock, Ids

BEFORE: Final = timedelta(days=30)
AFTER: Final = timedelta(days=90)


def make_link(*, account: Account, feeds: Feeds, ids: Ids, clock: Clock) -> tuple[str, FeedLink]:
    """A new link, told this once; the one before ends."""
    secret = ids.token()
    link = FeedLink(digest=token_sha256(secret), since=clock.now())
    feeds.put(account.pegawai_id, link, account.did("calendar:link", ids.ulid(), clock.now()))
    return f"{account.pegawai_id}.{secret}", link


def end_link(*, account: Account, feeds: Feeds, ids: Ids, clock: Clock) -> None:
    """Whoever has it reads nothing from now on."""
    feeds.drop(account.pegawai_id, account.did("calendar:unlink", ids.ulid(), clock.now()))


def read_calendar(
    *,
    link: str,
    write: Callable[[Sequence[Activity]], str],
    accounts: Accounts,
    feeds: Feeds,
    activities: Activities,
    clock: Clock,
) -> str:
    """The calendar of whose link it is; raises NotFound for any other.

    Two reads and a Query. It holds what is expected of the person's unit and what was cancelled of
    it, 30 days back and 90 ahead; no codes, no records: a link gets into other hands.
    """
    whose, _, secret = link.partition(".")
    who = PegawaiId(whose)
    kept = feeds.get(who)
    if kept is None or not hmac.compare_digest(kept.digest, token_sha256(secret)):
        raise NotFound
    account = accounts.get(who)
    if account is None or not account.is_active:
        raise NotFound
    today = day_of(clock.now())
    opd_id, unit_no = account.place_on(today)
    found = activities.between(opd_id, today - BEFORE, today + AFTER)
    return write([each.activity for each in found if each.activity.expects(who, unit_no)])
