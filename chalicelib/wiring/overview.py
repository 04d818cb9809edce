"""The regency at a glance."""

from chalicelib.domain.people import OpdId
from chalicelib.services.read_overview import (
    Overview,
    letters_waiting,
    read_overview,
    unexplained_in_a_row,
)
from chalicelib.wiring.world import World


class OverviewVerbs(World):
    """The regency at a glance."""

    def read_overview(self) -> Overview:
        return read_overview(
            recaps=self.recaps, opds=self.opds, regency=self.opds, clock=self.clock
        )

    def unexplained_in_a_row(self) -> tuple[int, dict[OpdId, int]]:
        return unexplained_in_a_row(recaps=self.recaps, regency=self.opds, clock=self.clock)

    def letters_waiting(self) -> dict[OpdId, int]:
        return letters_waiting(opds=self.opds.all(), permits=self.permits)
