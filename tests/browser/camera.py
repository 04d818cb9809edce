"""What the fake cameras show."""

import base64
import io
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

FRAME: Final = (1920, 1080)
FRAMES: Final = 5
BETWEEN_FRAMES: Final = b"\xff\xd9\xff\xd8"  # one JPEG ends, the next begins


def photo(folder: Path) -> Path:
    """What the phone's own camera leaves in its gallery."""
    path = folder / "foto.jpg"
    Image.effect_noise((1_280, 960), 70).convert("RGB").save(path, quality=80)
    return path


def film(picture: Image.Image, path: Path) -> Path:
    """Write a film of one picture: JPEGs one after another, which is what .mjpeg is."""
    frame = io.BytesIO()
    ImageOps.fit(picture.convert("RGB"), FRAME).save(frame, "JPEG", quality=85)
    path.write_bytes(frame.getvalue() * FRAMES)
    return path


def shim(film_path: Path) -> str:
    """A script that shows the film's picture where an engine cannot play one itself."""
    data = film_path.read_bytes()
    jpeg = base64.b64encode(data[: data.index(BETWEEN_FRAMES) + 2]).decode()
    return SHIM.replace("JPEG", jpeg)


# A canvas that nobody draws on sends no frames.
SHIM: Final = """navigator.mediaDevices.getUserMedia = async () => {
  const bytes = Uint8Array.from(atob('JPEG'), c => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const canvas = Object.assign(document.createElement('canvas'),
    { width: picture.width, height: picture.height });
  const context = canvas.getContext('2d'), draw = () => context.drawImage(picture, 0, 0);
  draw(); setInterval(draw, 66);
  return canvas.captureStream(15);
}"""
