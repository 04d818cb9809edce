import pytest

from chalicelib.domain.reports import without_numbers


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("NIP 198003152005012001 tidak bisa masuk", "NIP … tidak bisa masuk"),
        ("telepon saya +62 812-3456-7890.", "telepon saya …."),
        ("0812 3456 7890", "…"),
        ("sejak 23.11.2026 pukul 07.15, 2 foto", "sejak 23.11.2026 pukul 07.15, 2 foto"),
        ("galat 500 di 3 HP", "galat 500 di 3 HP"),
    ],
)
def test_nobodys_number_is_kept(written: str, kept: str) -> None:
    assert without_numbers(written) == kept
