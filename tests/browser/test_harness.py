"""The three engines do what the journeys ask of them."""

import json
from pathlib import Path

from PIL import Image

from tests.browser.camera import film
from tests.browser.conftest import Open
from tests.browser.network import Gate
from tests.stack.harness import Stack

# Taps the camera open and says which colour it shows.
LOOK = """navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: 'environment' } } })
  .then(async stream => {
    const video = Object.assign(document.createElement('video'),
      { srcObject: stream, muted: true, playsInline: true });
    await video.play();
    await new Promise(done => video.requestVideoFrameCallback(done));
    const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
    canvas.getContext('2d').drawImage(video, 0, 0, 8, 8);
    stream.getTracks().forEach(track => track.stop());
    return [...canvas.getContext('2d').getImageData(4, 4, 1, 1).data].slice(0, 3);
  }, error => error.name)"""


def test_the_camera_shows_the_chosen_picture(open_page: Open, tmp_path: Path) -> None:
    red = film(Image.new("RGB", (192, 108), (200, 30, 30)), tmp_path / "red.mjpeg")
    page = open_page(film=red)
    page.goto("/")

    red_seen, green_seen, _ = page.eval(LOOK)

    assert red_seen > 120 > green_seen


def test_the_person_says_no_to_the_camera(open_page: Open) -> None:
    page = open_page(camera="denied")
    page.goto("/")

    assert page.eval(LOOK) == "NotAllowedError"


def test_a_phone_without_camera(open_page: Open) -> None:
    page = open_page(camera="none")
    page.goto("/")

    assert page.eval(LOOK) in ("NotFoundError", "OverconstrainedError")


def test_a_cut_wire_reaches_neither_the_api_nor_s3(
    open_page: Open, gate: Gate, stack: Stack
) -> None:
    page = open_page()
    page.goto("/")
    upload = f"http://localhost:{stack.public_port + 1}/"
    ask = "fetch({}).then(r => r.status, e => e.name)"

    page.offline()
    refused = [page.eval(ask.format(json.dumps(url))) for url in ("/api/health", upload)]
    page.offline(off=False)
    answered = page.eval(ask.format(json.dumps("/api/health")))

    assert refused == ["TypeError", "TypeError"]
    assert answered == 200
    assert gate.url == stack.world.site


def test_pictures_have_the_size_of_the_screen(open_page: Open, tmp_path: Path) -> None:
    page = open_page(size=(320, 640))
    page.goto("/")

    with Image.open(page.screenshot(tmp_path / "page.png", full=False)) as picture:
        assert picture.size == (320, 640)
