"""Numbers as text: what keys, ids and codes are written in."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.numerals import base36, crockford, lasting_ulid, read_crockford, ulid


def test_a_ulid_is_that_of_the_specification() -> None:
    """The example of github.com/ulid/spec."""
    at = datetime.fromtimestamp(1469918176.385, UTC)
    below = read_crockford("QDJ7J3ECP35P1FG1")

    assert ulid(at, below) == "01ARYZ6S41" + "QDJ7J3ECP35P1FG1"


def test_ulids_sort_by_time() -> None:
    early, late = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)

    assert ulid(early, 2**80 - 1) < ulid(late, 0)


def test_the_same_subject_at_the_same_time_has_the_same_id() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)

    assert lasting_ulid(at, "a") == lasting_ulid(at, "a")
    assert lasting_ulid(at, "a") != lasting_ulid(at, "b")
    assert lasting_ulid(at, "a")[:10] == lasting_ulid(at, "b")[:10]


@pytest.mark.parametrize("number", [0, 31, 32, 2**60 - 1])
def test_a_code_is_read_as_it_was_written(number: int) -> None:
    text = crockford(number, 12)

    assert len(text) == 12
    assert read_crockford(text) == number


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (35, "z"), (36, "10"), (46_655, "zzz")])
def test_base_36_is_what_int_reads(number: int, text: str) -> None:
    assert base36(number) == text
    assert int(text, 36) == number
