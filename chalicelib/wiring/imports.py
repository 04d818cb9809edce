"""Imports of SIMPEG's file: what BKPSDA asks for, and what the queue does."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.domain.imports import Answer, ChangeKind, Import, ImportId, Step, Task
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.simpeg import Field
from chalicelib.services.ports.photos import Upload
from chalicelib.services.ports.recaps import FileLink
from chalicelib.wiring.world import World

if TYPE_CHECKING:
    from chalicelib.services.ports.trails import Trails


class ImportVerbs(World):
    """The verbs are imported where they run: other requests need none of them."""

    def first_open_day(self) -> date:
        from chalicelib.domain.calendar import first_open_day

        return first_open_day(self.clock.now(), self.opds.settings, self.opds.holidays())

    def create_import(
        self, *, file_name: str, by: PegawaiId, by_name: str
    ) -> tuple[Import, Upload]:
        from chalicelib.services.import_file import create_import

        return create_import(
            file_name=file_name, by=by, by_name=by_name, imports=self.imports,
            documents=self.documents, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def ask_import_check(
        self, *, import_id: ImportId, rev: int, columns: Mapping[str, Field], by: PegawaiId
    ) -> Import:
        from chalicelib.services.import_file import ask_check

        return ask_check(
            import_id=import_id, rev=rev, columns=columns, by=by, imports=self.imports,
            import_queue=self.import_queue, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def ask_import_apply(
        self,
        *,
        import_id: ImportId,
        rev: int,
        leavers: int | None,
        answers: Mapping[int, Answer],
        since: date | None,
        by: PegawaiId,
    ) -> Import:
        from chalicelib.services.import_file import ask_apply

        return ask_apply(
            import_id=import_id, rev=rev, leavers=leavers, answers=answers, since=since,
            by=by, imports=self.imports, regency=self.opds, import_queue=self.import_queue,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def read_import_changes(
        self, *, import_id: ImportId, kind: ChangeKind | None, page: int
    ) -> list[dict[str, Any]]:
        from chalicelib.services.import_file import read_changes

        return read_changes(
            import_id=import_id, kind=kind, page=page, imports=self.imports,
            documents=self.documents,
        )  # fmt: skip

    def link_import_refusals(self, *, import_id: ImportId) -> FileLink:
        from chalicelib.services.import_file import link_refusals

        return link_refusals(
            import_id=import_id, imports=self.imports, documents=self.documents, regency=self.opds
        )

    def run_import(self, task: Task) -> object:
        """The step that a message asks for, over what is stored now."""
        self.opds.forget()
        self.people.forget()
        steps = {
            Step.CHECK: self._check_import,
            Step.DUE: self._start_due_import,
            Step.START: self._start_import,
            Step.PART: self._apply_import_part,
            Step.FINISH: self._finish_import,
        }
        return steps[task.step](task)

    def _check_import(self, task: Task) -> object:
        from chalicelib.adapters.documents.renderer import FileRenderer
        from chalicelib.adapters.spreadsheets import Spreadsheet
        from chalicelib.services.import_file import check

        return check(
            task=task, open_file=Spreadsheet, imports=self.imports, documents=self.documents,
            renderer=FileRenderer(), people=self.people, opds=self.opds, clock=self.clock,
        )  # fmt: skip

    def _start_due_import(self, _: Task) -> object:
        from chalicelib.services.import_file import start_due

        return start_due(
            imports=self.imports, regency=self.opds, import_queue=self.import_queue,
            clock=self.clock,
        )  # fmt: skip

    def _start_import(self, task: Task) -> None:
        from chalicelib.services.import_file import start

        start(
            task=task, imports=self.imports, documents=self.documents, opds=self.opds,
            registry=self.registry, import_queue=self.import_queue,
        )  # fmt: skip

    def _apply_import_part(self, task: Task) -> None:
        from chalicelib.services.import_file import apply_part

        apply_part(
            task=task, imports=self.imports, documents=self.documents, registry=self.registry,
            trails=self._trails, import_queue=self.import_queue, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def _finish_import(self, task: Task) -> object:
        from chalicelib.services.import_file import finish

        return finish(
            task=task, imports=self.imports, documents=self.documents, people=self.people,
            opds=self.opds, registry=self.registry, rosters=self.rosters,
            accounts=self.accounts, tables=self.tables, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    @property
    def _trails(self) -> "Trails":
        from chalicelib.services.ports.trails import Trails

        return Trails(
            accounts=self.accounts, people=self.people, activities=self.activities,
            check_ins=self.check_ins, permits=self.permits, regency=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip
