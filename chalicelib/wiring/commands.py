"""What an operator starts by hand; not the API either, so that verbs are imported where used."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from chalicelib.domain.calendar import Job, Week, day_of
from chalicelib.domain.errors import BadTime
from chalicelib.domain.people import Appointment, Opd, OpdId, Role, nip_of
from chalicelib.wiring.imports import ImportVerbs
from chalicelib.wiring.jobs import Jobs


class Commands(Jobs, ImportVerbs):
    """By the name of the command, with what it prints."""

    @property
    def commands(self) -> Mapping[str, Callable[[Mapping[str, str]], dict[str, Any]]]:
        """What an operator may start by hand, by the name of the command."""

        def by_job(job: Job) -> Callable[[Mapping[str, str]], dict[str, Any]]:
            def start(given: Mapping[str, str]) -> dict[str, Any]:
                self.opds.forget()  # an operator expects what was changed a moment ago
                week = Week.read(given["week"]) if given.get("week") else None
                counts = self.tick(job, week)
                lines = [f"{name}: {count} messages" for name, count in sorted(counts.items())]
                return {"lines": lines or ["nothing to do"], **counts}

            return start

        jobs = (Job.PLAN, Job.REMIND, Job.CLOSE, Job.COMPILE, Job.PUBLISH_WEEKLY, Job.LOCK)
        return {
            **{job.value: by_job(job) for job in (*jobs, Job.SWEEP, Job.FREE)},
            "appoint": self.appoint,
            "trial-end": self.end_trial,
            "first-admin": self.name_first_admins,
            "import": lambda given: self.import_people(
                key=given["key"], confirm=given.get("confirm", "")
            ),
        }

    def import_people(self, *, key: str, confirm: str) -> dict[str, Any]:
        """What the operator's command prints: lines for people, and the figures."""
        from chalicelib.wiring.import_command import import_by_hand

        found = import_by_hand(self, key=key, confirm=confirm)
        self.opds.forget()
        self.people.forget()
        return found

    def appoint(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Appoint by `make appoint`: NIP, ROLE, OPD (id or name), FROM, UNTIL."""
        from chalicelib.services.appoint import appoint_by_nip

        opd = self._named_opd(given["opd"]) if given.get("opd") else None
        held = appoint_by_nip(
            nip=nip_of(given["nip"]),
            appointment=Appointment(
                role=Role(given["role"]), since=_day(given, "from"),
                until=_day(given, "until") if given.get("until") else None,
                opd_id=opd.opd_id if opd else None,
            ),
            accounts=self.accounts, appointments=self.appointments, people=self.people,
            opds=self.opds, ids=self.ids, clock=self.clock,
        )  # fmt: skip
        where = f", {opd.name}" if opd else ""
        return {"lines": [f"{held.name}: {held.appointment.role}{where}"], "appointed": 1}

    def end_trial(self, given: Mapping[str, str]) -> dict[str, Any]:
        """End an OPD's trial by `make trial-end`: OPD (id or name), DATE."""
        from chalicelib.services.appoint import OPERATOR, end_trial

        opd, on = self._named_opd(given["opd"]), _day(given, "date")
        end_trial(
            opd_id=opd.opd_id, on=on, appointer=OPERATOR, opds=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip
        return {"lines": [f"{opd.name} counts from {on.isoformat()} on"], "ended": 1}

    def name_first_admins(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Start a stage by `make first-admin`: NIPS=one,two."""
        from chalicelib.services.appoint import name_first_admins

        named = name_first_admins(
            nips=[nip_of(nip) for nip in given["nips"].split(",")],
            since=day_of(self.clock.now()), accounts=self.accounts,
            appointments=self.appointments, people=self.people, opds=self.opds,
            seals=self.seals, ids=self.ids, clock=self.clock,
        )  # fmt: skip
        lines = [
            f"{held.name}: {code} (30 days, once; hand it over in person)" for held, code in named
        ]
        return {"lines": lines, "appointed": len(named)}

    def _named_opd(self, name: str) -> Opd:
        """By its id, or its name in whatever case; raises NotFound."""
        wanted = " ".join(name.split()).casefold()
        found = (opd for opd in self.opds.all() if opd.name.casefold() == wanted)
        return next(found, None) or self.opds.get(OpdId(name))


def _day(given: Mapping[str, str], name: str) -> date:
    """2026-12-01; raises BadTime, naming the variable."""
    try:
        return date.fromisoformat(given[name])
    except ValueError:
        raise BadTime(name.upper()) from None
