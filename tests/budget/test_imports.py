"""What importing the app does, and must not do."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from infra.bench.cold import BARE, OURS, in_lambda

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
WHOLE: Final = "import app; app.app.add_later(); from chalicelib.wiring import wired; wired()"
LOADED: Final = "; import json, sys; print(json.dumps(sorted(sys.modules)))"


def loaded_by(code: str) -> frozenset[str]:
    """The modules that a fresh interpreter has after this."""
    done = subprocess.run(
        [sys.executable, "-c", code + LOADED], cwd=ROOT, capture_output=True, text=True,
        check=True, env=in_lambda(),
    )  # fmt: skip
    return frozenset(json.loads(done.stdout))


@pytest.fixture(scope="module")
def ours() -> frozenset[str]:
    return loaded_by(OURS)


@pytest.fixture(scope="module")
def whole() -> frozenset[str]:
    return loaded_by(WHOLE)


@pytest.fixture(scope="module")
def bare() -> frozenset[str]:
    return loaded_by(BARE)


def top_level(modules: Iterable[str]) -> frozenset[str]:
    return frozenset(module.partition(".")[0] for module in modules)


def test_the_api_loads_no_heavy_module(whole: frozenset[str]) -> None:
    """They are imported where they are used: a check-in pays for none of them."""
    assert not top_level(whole) & HEAVY


def test_beside_a_bare_client_the_api_loads_chalice_and_pynamodb_alone(
    whole: frozenset[str], bare: frozenset[str]
) -> None:
    foreign = top_level(whole - bare) - sys.stdlib_module_names

    assert foreign <= ALLOWED


def test_a_cold_start_loads_little_more_than_a_bare_client(
    ours: frozenset[str], bare: frozenset[str]
) -> None:
    """What the morning asks for; the desks' part comes with the first request for it."""
    assert len(ours) <= 1.1 * len(bare)


def test_the_desks_part_of_the_api_stays_small(whole: frozenset[str]) -> None:
    """Our own modules are small, and shipped compiled."""
    own = {module for module in whole if top_level([module]) <= {"app", "chalicelib"}}

    assert len(own) <= 190


def test_a_path_is_of_the_morning_or_comes_later_as_a_whole() -> None:
    """What is registered is not looked for again: its other methods would be missing."""
    count = "{path: sorted(views) for path, views in app.app.routes.items()}"
    code = f"import app; early = {count}; app.app.add_later(); late = {count}; "
    told = "import json; print(json.dumps([early, late]))"
    done = subprocess.run(
        [sys.executable, "-c", code + told], cwd=ROOT, capture_output=True, text=True, check=True,
        env=in_lambda(),
    )  # fmt: skip
    early, late = json.loads(done.stdout)

    assert "/me/today" in early
    assert "/recaps/{week}" in late.keys() - early.keys()
    assert {path: late[path] for path in early} == early


def test_the_api_loads_nothing_of_the_scheduled_work(whole: frozenset[str]) -> None:
    """Queues, the schedule and operators have functions of their own (wiring/jobs.py)."""
    verbs = {
        "announce_week", "compile_recap", "import_file", "lock", "plan_activities",
        "publish_week", "remind", "sweep_photos", "tell_change", "tell_unseen", "tick",
        "verify_photo",
    }  # fmt: skip

    assert not {f"chalicelib.services.{verb}" for verb in verbs} & whole


def test_nothing_random_is_made_at_import() -> None:
    """A snapshot of the loaded function would give it to every instance (K1)."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert set(json.loads(done.stdout)) <= HARMLESS
