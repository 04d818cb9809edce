"""Reports of the app."""

from chalicelib.domain.people import PegawaiId
from chalicelib.domain.reports import Part, ReportId
from chalicelib.wiring.world import World


class ReportVerbs(World):
    """Reports of the app."""

    def report_problem(
        self,
        *,
        who: PegawaiId,
        report_id: ReportId,
        part: Part,
        text: str,
        version: str,
        unsent: int,
    ) -> None:
        from chalicelib.services.report_problem import report_problem

        report_problem(
            who=who, report_id=report_id, part=part, text=text, version=version, unsent=unsent,
            reports=self.reports, pace=self.pace, clock=self.clock,
        )  # fmt: skip
