"""What people are called."""

import pytest

from tests.world import a_person


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("SITI AMINAH", "Siti"),
        ("Siti Aminah", "Siti"),
        ("ACH. RIZAL FIRDAUS", "Rizal"),
        ("Ach. Rizal Firdaus", "Rizal"),
        ("MOH.ALI WAFI", "Wafi"),
        ("M NUR HASAN", "Nur"),
        ("NUR'AINI", "Nur'aini"),
        ("AL-AMIN", "Al-Amin"),
        ("McCarthy", "McCarthy"),
        ("H.", "H."),
    ],
)
def test_people_are_called_by_their_first_written_out_name(name: str, called: str) -> None:
    """SIMPEG writes capitals; nobody is greeted as SITI, or as Ach."""
    assert a_person(1, name).call_name == called
