"""What importing the app does, and must not do."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
IMPORT_ALL: Final = """
import json, os, pkgutil, importlib, sys
real, asked = os.urandom, []
def watched(size):
    asked.append(sys._getframe(1).f_globals["__name__"])
    return real(size)
os.urandom = watched
import app, chalicelib
for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
    importlib.import_module(module.name)
print(json.dumps(asked))
"""
# Its key for talking to child processes, which a function never has.
HARMLESS: Final = frozenset({"multiprocessing.process"})

# Beside boto3's own: what every request goes through.
ALLOWED: Final = frozenset({"app", "chalice", "chalicelib", "pynamodb"})
HEAVY: Final = frozenset({
    "PIL", "reportlab", "openpyxl", "xlsxwriter", "argon2", "cryptography", "pyotp", "holidays",
})  # fmt: skip
BARE: Final = "import boto3; boto3.client('dynamodb', region_name='ap-southeast-3')"
OURS: Final = "import app; from chalicelib.wiring import wired; wired()"
LOADED: Final = "; import json, sys; print(json.dumps(sorted(sys.modules)))"


def loaded_by(code: str) -> frozenset[str]:
    """The modules that a fresh interpreter has after this."""
    done = subprocess.run(
        [sys.executable, "-c", code + LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return frozenset(json.loads(done.stdout))


@pytest.fixture(scope="module")
def ours() -> frozenset[str]:
    return loaded_by(OURS)


@pytest.fixture(scope="module")
def bare() -> frozenset[str]:
    return loaded_by(BARE)


def top_level(modules: Iterable[str]) -> frozenset[str]:
    return frozenset(module.partition(".")[0] for module in modules)


def test_the_api_loads_no_heavy_module(ours: frozenset[str]) -> None:
    """They are imported where they are used: a check-in pays for none of them."""
    assert not top_level(ours) & HEAVY


def test_beside_a_bare_client_the_api_loads_chalice_and_pynamodb_alone(
    ours: frozenset[str], bare: frozenset[str]
) -> None:
    foreign = top_level(ours - bare) - sys.stdlib_module_names

    assert foreign <= ALLOWED


def test_the_api_loads_little_more_than_a_bare_client(
    ours: frozenset[str], bare: frozenset[str]
) -> None:
    """Our own modules are small, and shipped compiled; they are counted apart."""
    own = {module for module in ours if top_level([module]) <= {"app", "chalicelib"}}

    assert len(ours - own) <= len(bare)
    assert len(own) <= 170


def test_the_api_loads_nothing_of_the_scheduled_work(ours: frozenset[str]) -> None:
    """Queues, the schedule and operators have functions of their own (wiring/jobs.py)."""
    verbs = {
        "announce_week", "compile_recap", "import_file", "lock", "plan_activities",
        "publish_week", "remind", "sweep_photos", "tell_change", "tell_unseen", "tick",
        "verify_photo",
    }  # fmt: skip

    assert not {f"chalicelib.services.{verb}" for verb in verbs} & ours


def test_nothing_random_is_made_at_import() -> None:
    """A snapshot of the loaded function would give it to every instance (K1)."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert set(json.loads(done.stdout)) <= HARMLESS
