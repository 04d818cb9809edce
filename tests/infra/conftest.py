from typing import Any

import pytest

from infra import packaging


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    """The template as Chalice builds it, the one that every stage deploys."""
    return packaging.package("produksi", with_dependencies=False).template
