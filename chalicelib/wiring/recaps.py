"""Recaps as they are read, and reopened."""

from chalicelib.domain.access import Allow
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Week
from chalicelib.domain.people import OpdId
from chalicelib.domain.sessions import Account
from chalicelib.domain.sheets import FileKind, Reopening
from chalicelib.services.ports.recaps import FileLink
from chalicelib.services.read_recap import (
    UnitLine,
    WeekPage,
    link_recap_file,
    read_recap,
    read_unit_lines,
)
from chalicelib.services.reopen_recap import reopen_recap
from chalicelib.wiring.world import World


class RecapVerbs(World):
    """Recaps as they are read, and reopened."""

    def read_recap(self, *, owner: OpdId | None, week: Week, naming: Allow | None) -> WeekPage:
        return read_recap(
            owner=owner, week=week, naming=naming, recaps=self.recaps,
            schedule=self.schedule, opds=self.opds, people=self.people, regency=self.opds,
            site_origin=self.settings.site_origin,
        )  # fmt: skip

    def read_unit_lines(
        self, *, owner: OpdId | None, until: Week
    ) -> tuple[tuple[Week, ...], tuple[UnitLine, ...]]:
        return read_unit_lines(owner=owner, until=until, recaps=self.recaps)

    def link_recap_file(
        self, *, owner: OpdId | None, week: Week, kind: FileKind, version: int | None
    ) -> FileLink:
        return link_recap_file(
            owner=owner, week=week, kind=kind, version=version, recaps=self.recaps,
            documents=self.documents, regency=self.opds,
        )  # fmt: skip

    def reopen_recap(self, *, place: Place, reason: str, account: Account) -> Reopening:
        return reopen_recap(
            place=place, reason=reason, by=account.pegawai_id, by_name=account.name,
            schedule=self.schedule, recaps=self.recaps, regency=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip
