"""Package the functions with Chalice into a CloudFormation template and its zip files.

The Python that packages is the functions' runtime. Sources are copied first, so that a package
holds what is listed here and nothing that lies about.
"""

import compileall
import hashlib
import json
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[1]
BUILD: Final = ROOT / "build"
TEMPLATE: Final = ROOT / "infra" / "template.yaml"
LOADER: Final[type[Any]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C: 20 times as fast
REGION: Final = "ap-southeast-3"  # Jakarta: data stays there (security.md R6)
SOURCES: Final = ("app.py", "chalicelib", ".chalice")
REQUIREMENTS: Final = ROOT / "requirements.txt"
EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same content makes the same zip


class PackagingError(Exception):
    """Chalice could not package, or left something out."""


@dataclass(frozen=True, slots=True)
class Package:
    """A template, and the zip files that it names as `./<name>`."""

    template: dict[str, Any]
    archives: tuple[Path, ...]


def stamp(*paths: Path) -> str:
    """Changes whenever a file in one of these folders does."""
    digest = hashlib.sha256()
    for path in _files(paths):
        digest.update(f"{path}\0{path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def sources() -> tuple[Path, ...]:
    """All that a package is made from."""
    return (*(ROOT / name for name in SOURCES), REQUIREMENTS, TEMPLATE)


def package(stage: str, *, with_dependencies: bool, build: Path = BUILD) -> Package:
    """Package one stage; without dependencies for the emulator: there, functions run in .venv.

    Two at a time need each its own `build` folder.

    Raises PackagingError.
    """
    folder = build / (stage if with_dependencies else f"{stage}-bare")
    source, out = folder / "source", folder / "out"
    _copy_sources(source, with_dependencies=with_dependencies)
    _run_chalice(stage, source, out)
    for archive in out.glob("*.zip"):
        _finish(archive)
    template = yaml.load((out / "sam.yaml").read_text(), LOADER)  # noqa: S506 - a SafeLoader
    return Package(template, tuple(sorted(out.glob("*.zip"))))


def parsed(text: str) -> dict[str, Any]:
    """A YAML template with CloudFormation's short tags, as plain data."""
    loader = type("Loader", (LOADER,), {})
    loader.add_multi_constructor("!", _intrinsic)  # type: ignore[attr-defined] # YAML's own
    template: dict[str, Any] = yaml.load(text, loader)  # noqa: S506 - a SafeLoader
    return template


def _intrinsic(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> dict[str, Any]:
    name = tag if tag in ("Ref", "Condition") else f"Fn::{tag}"
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        return {name: value.split(".", 1) if tag == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)  # noqa: S101 - YAML has three kinds of nodes
    return {name: loader.construct_mapping(node, deep=True)}


def template_text(template: dict[str, Any]) -> str:
    """The template as JSON: CloudFormation takes no YAML aliases, and Chalice writes some."""
    return json.dumps(template, separators=(",", ":"), ensure_ascii=False)


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in found:
            if file.is_file() and not {"__pycache__", "deployments"} & set(file.parts):
                yield file


def _copy_sources(into: Path, *, with_dependencies: bool) -> None:
    shutil.rmtree(into / "chalicelib", ignore_errors=True)
    into.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        for file in _files([ROOT / name]):
            target = into / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
    wanted = REQUIREMENTS.read_text() if with_dependencies else ""
    kept = into / "requirements.txt"
    if not kept.exists() or kept.read_text() != wanted:  # Chalice fetches again when it is newer
        kept.write_text(wanted)


def _run_chalice(stage: str, source: Path, out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run(
        [
            *(sys.executable, "-c", "from chalice.cli import main; main()", "package"),
            *("--stage", stage, "--merge-template", str(TEMPLATE), str(out)),
        ],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "AWS_DEFAULT_REGION": REGION},
    )
    said = done.stdout + done.stderr
    # It only warns when a dependency has no wheel for the function's platform, and leaves it out.
    if done.returncode or "Could not install dependencies" in said:
        raise PackagingError(said)


def _finish(archive: Path) -> None:
    """Add compiled modules, which halve a cold start, and make the zip reproducible."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(root)
        for tests in [path for path in root.rglob("tests") if path.is_dir()]:
            shutil.rmtree(tests)  # a library's own: icalendar ships 1.5 MB of them
        compileall.compile_dir(
            root,
            quiet=2,
            stripdir=folder,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            workers=0,
        )
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(p for p in root.rglob("*") if p.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(root).as_posix(), EPOCH)
                entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())
