"""The regency at a glance."""

from chalicelib.services.read_overview import (
    FollowUps,
    Overview,
    read_follow_ups,
    read_overview,
)
from chalicelib.wiring.world import World


class OverviewVerbs(World):
    """The regency at a glance."""

    def read_overview(self) -> Overview:
        return read_overview(
            recaps=self.recaps, opds=self.opds, regency=self.opds, clock=self.clock
        )

    def read_follow_ups(self) -> FollowUps:
        return read_follow_ups(
            recaps=self.recaps, appointments=self.appointments, permits=self.permits,
            opds=self.opds, regency=self.opds, clock=self.clock,
        )  # fmt: skip
