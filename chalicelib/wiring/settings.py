"""The regency's settings: read, and changed by BKPSDA."""

from collections.abc import Mapping
from datetime import date

from chalicelib.domain.calendar import day_of
from chalicelib.domain.photos import PrintedImage
from chalicelib.domain.settings_book import Raw, Setting, SettingsBook
from chalicelib.services.change_settings import Author, change_settings
from chalicelib.services.ports.photos import Upload
from chalicelib.services.print_image import link_image, offer_image
from chalicelib.wiring.world import World


class SettingsVerbs(World):
    """The regency's settings: read, and changed by BKPSDA."""

    def read_settings(self) -> SettingsBook:
        return self.settings_books.read()

    def change_settings(
        self, *, values: Mapping[Setting, Raw], since: date, author: Author
    ) -> SettingsBook:
        changed = change_settings(
            values=values, since=since, author=author, books=self.settings_books,
            photos=self.photos, regency=self.opds, ids=self.ids, clock=self.clock,
        )  # fmt: skip
        self.opds.forget()
        return changed

    def offer_image(self, *, image: PrintedImage, size: int) -> Upload:
        return offer_image(image=image, size=size, photos=self.photos, clock=self.clock)

    def link_image(self, *, image: PrintedImage) -> str | None:
        return link_image(image=image, photos=self.photos)

    def today(self) -> date:
        return day_of(self.clock.now(), self.opds.zone())
