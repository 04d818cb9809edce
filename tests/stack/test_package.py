"""What goes to AWS. The emulator runs functions in .venv, which hides what is missing."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import botocore
import pytest

from infra import deploy, packaging

RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six.py")


@pytest.fixture(scope="module")
def package() -> packaging.Package:
    return packaging.package("produksi", with_dependencies=True)


def names(package: packaging.Package) -> list[str]:
    return [name for path in package.archives for name in zipfile.ZipFile(path).namelist()]


def test_it_holds_the_app_and_nothing_else(package: packaging.Package) -> None:
    app = zipfile.ZipFile(next(p for p in package.archives if p.name == "deployment.zip"))
    top = {name.split("/")[0] for name in app.namelist()}

    assert top == {"app.py", "chalicelib", "chalice", "__pycache__"}
    for name in names(package):
        assert not re.search(r"\.git|\.env|/tests?/.*test_|infra/|demo", name), name


def test_every_wheel_runs_on_the_functions_platform(package: packaging.Package) -> None:
    """A wheel built here is bound to this machine's libraries; Chalice would ship it silently."""
    layer = zipfile.ZipFile(next(p for p in package.archives if "layer" in p.name))
    tags = [
        line.removeprefix("Tag: ")
        for name in layer.namelist()
        if name.endswith(".dist-info/WHEEL")
        for line in layer.read(name).decode().splitlines()
        if line.startswith("Tag: ")
    ]

    assert tags
    for tag in tags:
        assert tag.endswith("-any") or re.search(r"manylinux\w*_aarch64$", tag), tag


def test_every_requirement_is_in_it(package: packaging.Package) -> None:
    layer = zipfile.ZipFile(next(p for p in package.archives if "layer" in p.name))
    there = {
        m[1].lower().replace("_", "-")
        for name in layer.namelist()
        if (m := re.search(r"/([^/]+)-[^-/]+\.dist-info/WHEEL$", name))
    }
    pinned = re.findall(r"^([a-z0-9-]+)==", packaging.REQUIREMENTS.read_text(), re.MULTILINE)

    assert set(pinned) <= there


def test_modules_are_compiled(package: packaging.Package) -> None:
    assert any(re.search(r"chalicelib/__pycache__/.*\.pyc$", name) for name in names(package))


def test_the_app_imports_from_the_package_alone(package: packaging.Package, tmp_path: Path) -> None:
    for archive in package.archives:
        zipfile.ZipFile(archive).extractall(tmp_path)
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    installed = Path(botocore.__file__).parents[1]
    for name in RUNTIME:
        (runtime / name).symlink_to(installed / name)
    layer = next(tmp_path.glob("python/lib/python3.*/site-packages"))
    code = f"import sys; sys.path += {[str(tmp_path), str(layer), str(runtime)]}; import app"

    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_the_same_sources_make_the_same_package() -> None:
    """An update without a change must change nothing."""

    def contents() -> tuple[dict[str, Any], list[bytes]]:
        package = packaging.package("produksi", with_dependencies=False)
        return package.template, [path.read_bytes() for path in package.archives]

    assert contents() == contents()


@pytest.mark.parametrize("of", ["stage", "edge"])
def test_cloudformation_finds_no_fault(package: packaging.Package, of: str) -> None:
    from cfnlint.api import lint  # noqa: PLC0415 - two seconds of import, at each collection
    from cfnlint.core import get_rules  # noqa: PLC0415

    text, region = {
        "stage": (packaging.template_text(package.template), packaging.REGION),
        "edge": (deploy.edge_template(), deploy.EDGE_REGION),
    }[of]

    assert lint(text, get_rules([], [], ["W", "E"]), [region]) == []
