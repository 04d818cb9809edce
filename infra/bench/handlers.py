"""The handlers against fake AWS in this process: no network, so processor time is what counts."""

import gc
import io
import os
import time
from typing import Final

import boto3
from PIL import Image

from infra.bench.growth import bench_growth
from infra.bench.measure import Figures, median_ms
from infra.bench.morning import Morning
from tests.quick_moto import hasten
from tests.scheduled import Office as Scheduled
from tests.scheduled import an_office as scheduled_regency
from tests.world import ENVIRONMENT, a_photo

PEOPLE: Final = int(os.environ.get("BENCH_PEOPLE", "12046"))
OFFICES: Final = 50
PUTS: Final = 200
PHOTO_SIZE: Final = (1600, 1200)
COARSE: Final = 8  # noise in blocks of so many dots: as many bytes as a photo of an apel has


def bench_handlers(figures: Figures) -> None:
    """Everything that needs no stack."""
    hasten()
    gc.set_threshold(50_000, 50, 100)  # the fake's tables need no looking through again and again
    picture = a_picture()
    with scheduled_regency() as regency:
        _commit(regency, figures)
        _photo(regency, figures, picture)
        bench_growth(regency, figures, picture)
        bench_morning(regency, figures, PEOPLE, OFFICES)


def a_picture() -> bytes:
    """A photo as large as phones send it."""
    coarse = Image.open(io.BytesIO(a_photo(1, (PHOTO_SIZE[0] // COARSE, PHOTO_SIZE[1] // COARSE))))
    out = io.BytesIO()
    coarse.resize(PHOTO_SIZE, Image.Resampling.BICUBIC).save(out, "JPEG", quality=72)
    return out.getvalue()


def _commit(regency: Scheduled, figures: Figures) -> None:
    morning = Morning(regency, PUTS, 1, 20_000)
    ours = morning.run() / PUTS
    table = boto3.client("dynamodb")
    started = time.process_time()
    for number in range(PUTS):
        table.put_item(
            TableName=ENVIRONMENT["DATA_TABLE"],
            Item={"pk": {"S": "BENCH"}, "sk": {"S": str(number)}, "x": {"S": "x" * 600}},
            ConditionExpression="attribute_not_exists(pk)",
        )
    bare = (time.process_time() - started) / PUTS
    figures.add("check-ins through the handler", 1 / ours, "/core·s", "fake DynamoDB included")
    figures.add("bare conditional puts", 1 / bare, "/core·s", "the same table, nothing around it")
    figures.add("check-in / bare put", ours / bare, "×", "sign-in check, parsing, signing, put")


def _photo(regency: Scheduled, figures: Figures, picture: bytes) -> None:
    darkroom = regency.world.wired.darkroom
    decode = median_ms(lambda: Image.open(io.BytesIO(picture)).load())
    develop = median_ms(lambda: darkroom.develop(picture))
    figures.add("photo, gate to thumbnail and dHash", develop, "ms", f"{len(picture) // 1024} KiB")
    figures.add("photo / one plain decode", develop / decode, "×")


def bench_morning(regency: Scheduled, figures: Figures, people: int, offices: int) -> None:
    """A quarter of an hour of the whole regency at speed: everybody is recorded, and once."""
    morning = Morning(regency, people, offices, 1_000_000)
    used = morning.run()
    figures.add(f"morning of {people:,}: per core", people / used, "/core·s")
    works = morning.works()
    regency.at("07.31")
    started = time.process_time()
    for work in works:
        regency.world.wired.run(work)
    compiled = time.process_time() - started
    records = morning.records()
    lost = sum(person.pegawai_id not in records for person in morning.coming)
    doubled = sum(count > 1 for count in records.values())
    figures.none("morning: errors", morning.errors)
    figures.none("morning: lost", lost, "people without a record")
    figures.none("morning: doubled", doubled, "people with two")
    figures.none("morning: unseen in the recaps", morning.unseen(), "people with a record")
    figures.add(f"compile of {people:,} in {offices} offices", compiled, "core·s")
