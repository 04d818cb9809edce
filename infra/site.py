"""The PWA's build, as it is deployed."""

import subprocess
import tomllib
from pathlib import Path
from typing import Final

from infra import packaging, stack
from infra.packaging import BUILD, ROOT

PWA: Final = ROOT / "pwa"
SOURCES: Final = ("src", "public", "scripts", "index.html", "dasbor.html", "vite.config.ts")


def version() -> str:
    """What /api/health answers: the version in pyproject.toml."""
    project: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return project["version"]


def sources() -> tuple[Path, ...]:
    """What the build is made from."""
    return (*(PWA / name for name in SOURCES if (PWA / name).exists()), ROOT / "docs" / "panduan")


def build_site() -> None:
    """Build where the sources changed. Raises CalledProcessError; the build has said why."""
    wanted, mark = packaging.stamp(*sources()), BUILD / "pwa.stamp"
    if mark.exists() and mark.read_text() == wanted and stack.DIST.exists():
        return
    npm = ["npm", "--prefix", str(PWA), "run", "--silent", "build"]
    subprocess.run(npm, check=True, stdout=subprocess.DEVNULL)
    BUILD.mkdir(exist_ok=True)
    mark.write_text(wanted)
