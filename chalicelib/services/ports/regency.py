"""OPDs, settings, days off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, timezone

    from chalicelib.domain.audit import Event
    from chalicelib.domain.people import Opd, OpdId
    from chalicelib.domain.settings_book import SettingsBook
    from chalicelib.domain.settings_data import RegencySettings
    from chalicelib.domain.year import Year


class Opds(Protocol):
    """The regency's OPDs with their units; cached for 60 s in a container."""

    def get(self, opd_id: OpdId) -> Opd:
        """Raises NotFound."""
        ...

    def all(self) -> tuple[Opd, ...]:
        """Every OPD, by name."""
        ...

    def end_trial(self, opd_id: OpdId, on: date, event: Event) -> Opd:
        """Store the day from which it counts, with the event.

        Raises NotFound, and VersionConflict where an import changed it between.
        """
        ...


class Regency(Protocol):
    """The regency's settings and days off; cached for 60 s in a container."""

    def settings(self, day: date) -> RegencySettings:
        """What the regency has set for that day, or the defaults."""
        ...

    def zone(self) -> timezone:
        """The zone of its clock, the same on every day."""
        ...

    def holidays(self) -> frozenset[date]:
        """Every day off that is known: what the plan job stored, with BKPSDA's overrides."""
        ...


class Holidays(Protocol):
    """The regency's years: what the package knows, with what BKPSDA set over it."""

    def years(self, numbers: Sequence[int]) -> tuple[Year, ...]:
        """What is stored of these years, in their order; consistent, one trip."""
        ...

    def learn(self, number: int, public: Mapping[date, str]) -> None:
        """Store what the package knows; what BKPSDA set stays; no write if it is known.

        Raises VersionConflict where BKPSDA changed it between.
        """
        ...

    def change(self, year: Year, event: Event) -> None:
        """Store what BKPSDA set, with the event, over the version before.

        Raises VersionConflict where another one is stored.
        """
        ...


class SettingsBooks(Protocol):
    """The book of the regency's settings."""

    def read(self) -> SettingsBook:
        """What is stored, or an empty book; consistent, one trip."""
        ...

    def change(self, book: SettingsBook, event: Event) -> None:
        """Store it with the event over the version before.

        Raises VersionConflict where another one is stored.
        """
        ...


class PublicHolidays(Protocol):
    """The public holidays of the country."""

    def of_year(self, year: int) -> Mapping[date, str]:
        """By day, named in Indonesian."""
        ...
