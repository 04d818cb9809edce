"""Own calendars for other programs."""

from functools import partial

from chalicelib.domain.sessions import Account
from chalicelib.services.ports.feeds import FeedLink
from chalicelib.wiring.world import World


class FeedVerbs(World):
    """Own calendars for other programs; few people use them, so all is imported where it runs."""

    def make_calendar_link(self, *, account: Account) -> tuple[str, FeedLink]:
        from chalicelib.services.own_calendar import make_link

        return make_link(account=account, feeds=self.feeds, ids=self.ids, clock=self.clock)

    def end_calendar_link(self, *, account: Account) -> None:
        from chalicelib.services.own_calendar import end_link

        end_link(account=account, feeds=self.feeds, ids=self.ids, clock=self.clock)

    def read_own_calendar(self, *, link: str) -> str:
        from chalicelib.adapters.ics import write_ics
        from chalicelib.services.own_calendar import read_calendar

        return read_calendar(
            link=link,
            write=partial(write_ics, site=self.settings.site_origin, now=self.clock.now()),
            accounts=self.accounts, feeds=self.feeds, activities=self.activities,
            clock=self.clock,
        )  # fmt: skip
