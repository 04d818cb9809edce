from collections.abc import Iterator
from typing import Any

import pytest

from infra import packaging


@pytest.fixture(scope="session", autouse=True)
def build_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests run in several processes: each packages into a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packaging, "BUILD", tmp_path_factory.mktemp("build"))
        yield


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    """The template as Chalice builds it, the one that every stage deploys."""
    return packaging.package("produksi", with_dependencies=False).template
