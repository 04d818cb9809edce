"""Drawn photos of an apel: a yard, a flag, rows of people; each a little different."""

import io
import random
from functools import cache
from hashlib import sha256

from PIL import Image, ImageDraw

SIZE = (1_280, 960)


@cache
def _yard(scene: int) -> Image.Image:
    draw_from = random.Random(scene)
    picture = Image.new("RGB", SIZE, (150, 190, 220))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 520, 1_280, 960), fill=(190, 185, 170))
    draw.rectangle((240, 300, 1_040, 530), fill=(235, 228, 212))
    draw.polygon([(200, 300), (1_080, 300), (960, 210), (320, 210)], fill=(140, 72, 48))
    for x in range(280, 1_000, 90):
        draw.rectangle((x, 360, x + 44, 440), fill=(120, 140, 150))
    draw.rectangle((150, 120, 156, 540), fill=(90, 90, 90))
    draw.rectangle((156, 126, 270, 164), fill=(190, 30, 45))
    draw.rectangle((156, 164, 270, 202), fill=(250, 250, 250))
    for row in range(6):
        for seat in range(18):
            x = 40 + seat * 68 + draw_from.randint(-8, 8)
            y = 580 + row * 62 + draw_from.randint(-6, 6)
            shirt = draw_from.choice(((170, 140, 90), (160, 130, 84), (150, 122, 80)))
            draw.ellipse((x, y, x + 44, y + 70), fill=shirt)
            draw.ellipse(
                (x + 10, y - 22, x + 36, y + 8), fill=draw_from.choice(((40, 32, 30), (70, 50, 44)))
            )
    return picture


@cache
def photo(scene: int, number: int) -> tuple[bytes, str]:
    """A JPEG of that scene and its SHA-256; no two numbers give the same bytes."""
    picture = _yard(scene).copy()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((480, 250, 800, 290), fill=(30, 60, 140))
    draw.text((560, 262), f"APEL PAGI {number:04d}", fill="white")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72)
    data = out.getvalue()
    return data, sha256(data).hexdigest()
