"""SIMPEG's export of a regency: what BKPSDA uploads."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from chalicelib.domain.people import Opd, Person

HEADER: Final = (
    "NIP BARU", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "STATUS ASN", "GOL AKHIR NAMA",
    "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR NAMA", "UNOR INDUK NAMA",
)  # fmt: skip


def rows_of(people: Iterable[Person], opds: Iterable[Opd]) -> list[list[str]]:
    """One row a person, under SIMPEG's own header."""
    by_id = {opd.opd_id: opd for opd in opds}
    return [
        [
            p.nip, p.name, p.front_title, p.back_title, p.employment, p.rank, "Pelaksana",
            p.position, "01-01-2024", by_id[p.opd_id].unit_name(p.unit_no), by_id[p.opd_id].name,
        ]
        for p in people
    ]  # fmt: skip


def csv_of(rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> bytes:
    """As Excel in Indonesia saves it: semicolons, UTF-8 with its mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([header, *rows])
    return text.getvalue().encode("utf-8-sig")
