"""What a published recap says, word for word, whatever it is printed on (domain.md §5, ux.md §6).

Page, PDF, XLSX, CSV and the text for WhatsApp groups all take their words and figures from here, so
that no two of them can disagree. Forms are Indonesian. Nobody is named but whoever signs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import DAY_NAMES, ZONES, Week, clock_in_words, day_of, in_words
from chalicelib.domain.people import PegawaiId, UnitNo
from chalicelib.domain.photos import PrintedImage
from chalicelib.domain.recap import Change, Figures, Recap, Row, Status, percent_of
from chalicelib.domain.settings_data import Column, RegencySettings

MOST_IN_TEXT: Final = 900  # characters of a WhatsApp message (ux.md §6)
MOST_OF_A_NAME: Final = 60  # characters of a name inside it
BEST_SHOWN: Final = 3
COLUMN_NO, COLUMN_NAME = "NO", "UNIT KERJA"
PENDING_TITLE: Final = "BELUM ADA KETERANGAN"
TRIAL: Final = "UJI COBA"
_PRESENT_IS: Final = "kolom 7 = hadir + terlambat + gangguan teknis"
_EXPECTED_IS: Final = "kolom 3 = kolom 6 + kolom 7 + kolom 8"
ABSENCE_CODES: Final = ["DL", "TB", "C", "DK", "PK", "S", "I"]


class FileKind(StrEnum):
    """The files of a published week; the value is also the ending of the name."""

    PDF = "PDF"
    XLSX = "XLSX"
    CSV = "CSV"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """Why a FINAL recap was opened again; printed in the next version."""

    reason: str
    by: PegawaiId
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A recap with what belongs to this one printing of it."""

    recap: Recap
    as_of: datetime  # when its facts were read; aware UTC
    version: int = 0  # of FINAL; 0 while SEMENTARA
    locks_on: date | None = None  # when it becomes FINAL
    reopening: Reopening | None = None
    changes: tuple[Change, ...] = ()  # against the version before
    parts: tuple["Edition", ...] = ()  # of the regency's: the OPDs' that it sums up

    @property
    def has_own_lock(self) -> bool:
        """An OPD's table of an activity; what is made of several is numbered by its week."""
        return self.recap.owner is not None and self.recap.activity_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs for the OPD; of the regency's the head of the OPD that publishes it."""

    office: str  # with Plt. or Plh. before it
    name: str
    rank: str
    nip: str
    image: PrintedImage | None = None  # of the own signature, where its owner has it printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table as it is printed."""

    name: str  # ≤ 31 characters: the tab of a workbook
    letterhead: tuple[str, ...]
    title: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[int | str, ...], ...]
    total: tuple[int | str, ...]
    notes: tuple[str, ...]
    state: str  # FINAL v1, SEMENTARA or UJI COBA
    foot: str
    watermark: str  # empty: none
    closing: tuple[str, ...]  # beside the notes where nobody signs
    place_and_date: str
    signatory: Signatory | None
    qr: str  # what its QR holds


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person in the workbook's list."""

    table: str  # name of the sheet
    unit: str
    name: str
    nip: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A week's recap of one OPD or of the regency: a sheet per table, and the people of an OPD."""

    title: str
    sheets: tuple[Sheet, ...]
    people: tuple[PersonRow, ...] = ()
    emblem: bytes | None = None  # a JPEG for the letterhead
    signature: bytes | None = None  # a JPEG for where its signatories sign


def state_of(edition: Edition) -> str:
    """FINAL v1, SEMENTARA, or UJI COBA."""
    if edition.recap.is_trial:
        return TRIAL
    if edition.recap.status is Status.FINAL:
        return f"{Status.FINAL} v{edition.version}"
    return Status.PROVISIONAL


def as_of_in_words(at: datetime, settings: RegencySettings) -> str:
    """Per 23 November 2026, 09.00 WIB."""
    zone = ZONES[settings.zone]
    day = in_words(day_of(at, zone), with_weekday=False)
    return f"per {day}, {clock_in_words(at, zone)}"


def thousands(number: int) -> str:
    """1.842, as it is written in Indonesia."""
    return f"{number:,}".replace(",", ".")


def in_groups(fingerprint: str) -> str:
    """The first eight digits, to compare by eye: 7be0 91aa."""
    return f"{fingerprint[:4]} {fingerprint[4:8]}"


def sheet_of(
    edition: Edition,
    *,
    settings: RegencySettings,
    published_at: datetime,
    signatory: Signatory | None,
    qr: str,
) -> Sheet:
    """Put an edition of a recap into words."""
    recap, state = edition.recap, state_of(edition)
    is_final = state.startswith(Status.FINAL)
    published = in_words(day_of(published_at, ZONES[settings.zone]), with_weekday=False)
    when = f"terbit {published}" if is_final else as_of_in_words(edition.as_of, settings)
    return Sheet(
        name=_tab(recap),
        letterhead=_letterhead(recap, settings),
        title=_title(recap, settings),
        columns=columns_of(recap),
        rows=tuple(_row(no, row, recap) for no, row in enumerate(recap.rows, start=1)),
        total=_cells("", "JUMLAH", recap.figures(recap.total), recap),
        notes=notes_of(edition, settings),
        state=state,
        foot=f"{when} · sidik {in_groups(recap.fingerprint)}",
        watermark="" if is_final else state,
        closing=_closing(edition, state),
        place_and_date=f"{settings.seat}, {published}",
        signatory=signatory if is_final else None,
        qr=qr,
    )


def columns_of(recap: Recap) -> tuple[str, ...]:
    """The eight columns of domain.md §5, and BELUM ADA KETERANGAN while somebody may be in it."""
    pending = (PENDING_TITLE,) if recap.has_pending_column else ()
    return (
        COLUMN_NO,
        COLUMN_NAME,
        "JUMLAH ASN",
        Column.UNEXPLAINED.value,
        Column.EXCUSED.value,
        *pending,
        "TIDAK HADIR",
        Column.PRESENT.value,
        "PERSENTASE",
    )


def _row(no: int, row: Row, recap: Recap) -> tuple[int | str, ...]:
    name = f"{row.name} (uji coba)" if row.is_trial else row.name
    return _cells(no, name, recap.figures(row.tally), recap)


def _cells(no: int | str, name: str, figures: Figures, recap: Recap) -> tuple[int | str, ...]:
    pending = (figures.pending,) if recap.has_pending_column else ()
    return (
        no,
        name,
        figures.expected,
        figures.unexplained,
        figures.excused,
        *pending,
        figures.absent,
        figures.present,
        figures.percent,
    )


def _tab(recap: Recap) -> str:
    if recap.activity_id is None:
        return "Jumlah pekan"
    plain = "".join(character for character in recap.title if character not in "[]:*?/\\'")
    return f"{DAY_NAMES[recap.held_on.weekday()]} {recap.held_on:%d-%m} {plain}"[:31].strip()


def _letterhead(recap: Recap, settings: RegencySettings) -> tuple[str, ...]:
    """The publisher's address stands under its own name alone: an OPD has another one."""
    government = settings.government.upper()
    if recap.owner:
        return (government, recap.owner_name.upper(), "")
    return (government, settings.publisher.upper(), settings.letterhead_address)


def _title(recap: Recap, settings: RegencySettings) -> tuple[str, ...]:
    owner = f"{recap.owner_name} {settings.regency}" if recap.owner else settings.government
    return (
        f"REKAPITULASI KEHADIRAN {_subject(recap).upper()}",
        owner.upper(),
        _days(recap).upper(),
    )


def _subject(recap: Recap) -> str:
    if recap.activity_id is not None:
        return recap.title
    week = Week.of(recap.held_on)
    return f"apel dan upacara pekan {week.number} tahun {week.year}"


def _days(recap: Recap) -> str:
    if recap.activity_id is not None:
        return in_words(recap.held_on)
    first, *_, last = Week.of(recap.held_on).days
    return f"{in_words(first, with_weekday=False)} – {in_words(last, with_weekday=False)}"


def _closing(edition: Edition, state: str) -> tuple[str, ...]:
    """What stands where the signature would."""
    if state == TRIAL:
        return (
            "Hanya untuk uji coba.",
            "Bukan dasar penilaian siapa pun. Tanda tangan ada setelah BKPSDA mengakhiri uji coba.",
        )
    if state == Status.PROVISIONAL and edition.locks_on is not None:
        day = in_words(edition.locks_on)
        final = "FINAL v1" if edition.has_own_lock else "FINAL"
        return ("Belum final.", f"Terkunci otomatis menjadi {final} pada {day}.")
    return ("Belum final.",) if state == Status.PROVISIONAL else ()


# ---- notes ----------------------------------------------------------------------------------


def notes_of(edition: Edition, settings: RegencySettings) -> tuple[str, ...]:
    """The footnotes, without their numbers."""
    recap = edition.recap
    notes = []
    if recap.is_trial:
        notes.append(
            "Uji coba: tidak masuk jumlah kabupaten, "
            "dan kunci otomatis tidak menjadikan tanpa keterangan."
        )
    elif trials := [row.tally for row in recap.rows if row.is_trial]:
        undecided = thousands(sum(tally.pending for tally in trials))
        notes.append(
            "OPD bertanda (uji coba) tidak masuk baris JUMLAH; "
            f"yang belum ada keterangan di sana: {undecided}."
        )
    return (*notes, *_sums(recap), *_counts(recap), *_history(edition, settings))


def _sums(recap: Recap) -> tuple[str, ...]:
    total = recap.total
    if not recap.has_pending_column:
        return (f"Kolom 6 = kolom 4 + kolom 5; {_PRESENT_IS}; kolom 8 = kolom 7 ÷ kolom 3.",)
    unseen, waiting = thousands(total.unseen), thousands(total.waiting)
    return (
        f"Kolom 7 = kolom 4 + kolom 5; {_EXPECTED_IS}; kolom 9 = kolom 8 ÷ kolom 3.",
        f"Kolom 6: {unseen} belum terlihat, {waiting} menunggu keputusan. Bukan tanpa keterangan.",
    )


def _counts(recap: Recap) -> tuple[str, ...]:
    total = recap.total
    present, late, technical = (
        thousands(total.count(code)) for code in (Code.PRESENT, Code.LATE, Code.TECHNICAL)
    )
    absences = ", ".join(f"{code} {thousands(total.count(Code(code)))}" for code in ABSENCE_CODES)
    of = recap.figures(total).present
    share = percent_of(recap.looked_at, of)
    undecided = sum(line.never_decided for line in recap.lines)
    notes = [
        f"Hadir {present}, terlambat {late}, gangguan teknis {technical}.",
        f"Kolom 5: {absences}.",
        f"Foto dilihat penelaah {thousands(recap.looked_at)} dari {thousands(of)} ({share}).",
    ]
    if undecided:
        notes.append(
            f"Belum diputus saat terkunci: {thousands(undecided)} orang, dihitung bagi pegawai."
        )
    return tuple(notes)


def _history(edition: Edition, settings: RegencySettings) -> tuple[str, ...]:
    """Of an OPD's table its own; of the regency's that of each OPD that has one, by name."""
    tables = [(part, f"{part.recap.owner_name}: ") for part in edition.parts] or [(edition, "")]
    return tuple(note for table, of in tables for note in _history_of(table, of, settings))


def _history_of(edition: Edition, of: str, settings: RegencySettings) -> Iterator[str]:
    if edition.reopening is not None:
        day = day_of(edition.reopening.at, ZONES[settings.zone])
        reopened = in_words(day, with_weekday=False)
        yield f"{of}Dibuka kembali oleh BKPSDA {reopened}: {edition.reopening.reason}"
    if edition.version > 1 and edition.has_own_lock:
        yield f"{of}Selisih dengan v{edition.version - 1}: {changes_in_words(edition)}."


def changes_in_words(edition: Edition) -> str:
    """How many people changed from which code to which, per unit; nobody by name."""
    names = {row.key: row.name for row in edition.recap.rows}
    counted = Counter((change.unit_no, change.before, change.after) for change in edition.changes)
    parts = [
        f"{_code(before)} menjadi {_code(after)} {count} orang ({_unit(unit_no, names)})"
        for (unit_no, before, after), count in sorted(counted.items(), key=str)
    ]
    return "; ".join(parts) or "tidak ada kode yang berubah"


def _code(code: Code | None) -> str:
    return code.value if code else "BELUM"


def _unit(unit_no: UnitNo, names: Mapping[str, str]) -> str:
    return names.get(str(unit_no), "unit lain")


# ---- the text for WhatsApp groups -----------------------------------------------------------


def whatsapp_text(edition: Edition, *, settings: RegencySettings, link: str) -> str:
    """≤ 900 characters, only *bold*, nobody by name (ux.md §6)."""
    texts = (_whatsapp(edition, settings, link, most) for most in (BEST_SHOWN, 1))
    short = next((text for text in texts if len(text) <= MOST_IN_TEXT), None)
    return short or _whatsapp(edition, settings, link, 0)


def _whatsapp(edition: Edition, settings: RegencySettings, link: str, most: int) -> str:
    recap = edition.recap
    figures = recap.figures(recap.total)
    best, worst = _best_and_worst(recap, settings, most)
    unknown = (
        f"Belum ada keterangan: {thousands(figures.pending)}"
        if recap.has_pending_column
        else f"Tanpa keterangan: {thousands(figures.unexplained)}"
    )
    blocks = [
        [
            f"*REKAP {_clip(_subject(recap)).upper()}*",
            _days(recap),
            _clip(recap.owner_name) if recap.owner else settings.government,
            f"Status: {_status(edition, settings)}",
        ],
        [
            f"Jumlah ASN: {thousands(figures.expected)}",
            f"Hadir: {thousands(figures.present)} ({figures.percent})",
            f"TL/TB/Cuti: {thousands(figures.excused)}",
            unknown,
        ],
        ["*Tertinggi*", *best] if best else [],
        ["*Perlu perhatian*", *worst] if worst else [],
        [f"Rincian: {link}"],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _status(edition: Edition, settings: RegencySettings) -> str:
    state = state_of(edition)
    if state.startswith(Status.FINAL):
        return state
    at = edition.as_of
    zone = ZONES[settings.zone]
    day = day_of(at, zone)
    same_day = day - edition.recap.held_on < timedelta(days=1)
    when = clock_in_words(at, zone)
    if not same_day:
        when = f"{in_words(day, with_weekday=False)}, {when}"
    return f"{state} per {when}"


def _best_and_worst(
    recap: Recap, settings: RegencySettings, most: int
) -> tuple[list[str], list[str]]:
    shares = [
        (figures.present / figures.expected, row.name, figures.percent)
        for row in recap.rows
        if not row.is_trial and (figures := recap.figures(row.tally)).expected
    ]
    ordered = sorted(shares, key=lambda each: (-each[0], each[1]))
    best = ordered[:most]
    low = [each for each in ordered[most:] if each[0] * 100 < settings.attention_below_percent]
    worst = low[::-1][:most]
    return _numbered(best), _numbered(worst)


def _numbered(rows: Sequence[tuple[float, str, str]]) -> list[str]:
    return [f"{no}. {_clip(name)} {percent}" for no, (_, name, percent) in enumerate(rows, start=1)]


def _clip(text: str) -> str:
    return text if len(text) <= MOST_OF_A_NAME else text[: MOST_OF_A_NAME - 1].rstrip() + "…"
