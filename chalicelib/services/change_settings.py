"""BKPSDA changes the regency's settings from a day on (domain.md, whatever it calls a setting)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import SenselessSetting, VersionConflict
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.photos import PrintedImage
from chalicelib.domain.settings_book import Raw, Setting, SettingsBook
from chalicelib.services.ports.photos import Photos, is_printable
from chalicelib.services.ports.regency import Regency, SettingsBooks
from chalicelib.services.ports.system import Clock, Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who changes them, over which version."""

    by: PegawaiId
    by_name: str
    version: int


def change_settings(
    *,
    values: Mapping[Setting, Raw],
    since: date,
    author: Author,
    books: SettingsBooks,
    photos: Photos,
    regency: Regency,
    ids: Ids,
    clock: Clock,
) -> SettingsBook:
    """Store these values from that day on, with who set them.

    What held before keeps holding for earlier days, and what is FINAL stays as it is. Raises
    VersionConflict where somebody else was faster, what SettingsBook.changed raises, and
    SenselessSetting for a picture that has not gone through the gate.
    """
    now = clock.now()
    before = books.read()
    if before.version != author.version:
        raise VersionConflict
    if sha256 := values.get(Setting.LETTERHEAD_IMAGE):
        image = PrintedImage.letterhead(str(sha256))
        if not is_printable(image, "/letterhead_image", photos):
            raise SenselessSetting("/letterhead_image", rule="gambar")
    today = day_of(now, regency.zone())
    after = before.changed(values, since=since, today=today, by_name=author.by_name, at=now)
    changes = {
        str(setting): [before.value(setting, since), value]
        for setting, value in before.differing(values, since).items()
    }
    event = Event(
        event_id=ids.ulid(),
        at=now,
        actor=author.by,
        action="settings:change",
        subject=f"v{after.version}",
        detail={"since": since.isoformat(), "changes": changes},
        crosses_opd=True,
    )
    books.change(after, event)
    return after
