"""The main answers as they travel: golden JSON that the web app's tests read against its types.

`make golden` rewrites the documents; their diff is read in review (pwa/test/golden.test.mjs is the
other side).
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import Job
from chalicelib.domain.photos import PrintedImage
from tests.fakes import FakeIds
from tests.scheduled import Office, an_office
from tests.world import APEL, HADI, JOKO, KOMINFO, RIZAL, SITI, Phone, wib

GOLDEN: Final = Path(__file__).parent / "golden"
PHOTO: Final = Path(__file__).parent / "photo.jpg"  # encoders differ from machine to machine
NAMES: Final = (
    "me", "today", "check-in", "check-in-again", "check-in-state", "month", "notices", "board",
    "permits", "reviews", "people", "recap", "recap-units", "signature-image", "offices",
    "overview", "follow-ups", "problem",
)  # fmt: skip
# What botocore signs with the machine's own clock.
SIGNED: Final = ("policy", "x-amz-date", "x-amz-credential", "x-amz-signature")


def said(phone: Phone, method: str, path: str, body: object = None, *, status: int = 200) -> Any:  # noqa: ANN401 - JSON
    got, answer, _ = phone.call(method, path, body)
    assert got == status, answer
    return answer


def unsigned(upload: Mapping[str, Any]) -> dict[str, Any]:
    return {**upload, "fields": upload["fields"] | dict.fromkeys(SIGNED, "signed")}


def the_morning(office: Office) -> Iterator[tuple[str, Any]]:
    """Siti attends, Rizal asks for a permit, Joko reads the recap, the auditor looks on."""
    siti, rizal, joko = (office.world.signed_in(who) for who in (SITI, RIZAL, JOKO))
    photo, ticket = PHOTO.read_bytes(), siti.ticket()
    office.at("07.04")
    claim = siti.claim(1, photo, ticket)
    done = said(siti, "POST", "/check-ins", claim, status=201)
    yield "check-in", {**done, "upload": unsigned(done["upload"])}
    office.world.wired.verify_photo(office.world.put_photo(done["upload"], photo))
    other = {**claim, "id": siti.claim(2, photo, ticket)["id"]}
    yield "check-in-again", said(siti, "POST", "/check-ins", other, status=409)
    yield "check-in-state", said(siti, "GET", f"/check-ins/{done['receipt']['ref']}")
    yield "problem", said(siti, "POST", "/check-ins", {"id": "x"}, status=422)
    office.ask(RIZAL, Code.LEAVE)
    desk = f"/opds/{KOMINFO}"
    asked = said(joko, "GET", f"{desk}/permits?state=DIAJUKAN")
    yield "permits", asked
    yield "board", said(joko, "GET", f"{desk}/boards/2026-11-23/{APEL.activity_id}")
    yield "people", said(joko, "GET", f"{desk}/people")
    yield "reviews", said(joko, "GET", f"{desk}/reviews/2026-11-23/{APEL.activity_id}?all=true")
    decision = {"approve": [RIZAL.pegawai_id], "reject": []}
    said(joko, "POST", f"{desk}/permits/{asked['permits'][0]['id']}/decision", decision)
    office.at("09.00").tick(Job.CLOSE)
    yield "me", said(siti, "GET", "/me")
    yield "today", said(siti, "GET", "/me/today")
    yield "month", said(siti, "GET", "/me/months/202611")
    yield "notices", said(rizal, "GET", "/me/notices")
    yield "recap", said(joko, "GET", f"/recaps/2026-W48?opd={KOMINFO}")
    yield "recap-units", said(joko, "GET", f"/recaps/2026-W48/units?opd={KOMINFO}")
    image = PrintedImage.signature(JOKO.pegawai_id, "a" * 64)
    office.world.wired.photos.keep(image.kept_key, photo, days=None)
    chosen = said(joko, "PUT", f"{desk}/signature-image", {"sha256": image.sha256})
    yield "signature-image", {**chosen, "url": "signed"}
    place = {"lat": -7.0455, "lon": 112.7351, "radius_m": 150}
    yield "offices", said(joko, "PUT", f"{desk}/offices/1", {"version": 0, "office": place})
    office.ask(SITI, Code.ILL, n=2)
    hadi = office.world.signed_in(HADI)
    yield "overview", said(hadi, "GET", "/overview")
    yield "follow-ups", said(hadi, "GET", "/overview/follow-ups")


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, Any]]:
    with an_office(REQUIRE_SECOND_FACTOR="tidak", BIND_DEVICE_FREELY="ya") as office:
        office.world.wired.ids = FakeIds()  # type: ignore[assignment]  # the same ids each time
        office.world.clock.at = wib("06.50")
        yield dict(the_morning(office))


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_travels_as_the_web_app_reads_it(answers: dict[str, Any], name: str) -> None:
    document = json.dumps(answers[name], ensure_ascii=False, indent=2) + "\n"
    path = GOLDEN / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(document, encoding="utf-8")

    assert document == path.read_text(encoding="utf-8")


def test_every_document_is_one_that_is_made(answers: dict[str, Any]) -> None:
    assert set(answers) == set(NAMES) == {path.stem for path in GOLDEN.iterdir()}
