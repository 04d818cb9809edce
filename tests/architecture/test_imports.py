"""What importing the app does, and must not do."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

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


def test_nothing_random_is_made_at_import() -> None:
    """A snapshot of the loaded function would give it to every instance (K1)."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert set(json.loads(done.stdout)) <= HARMLESS
