"""Print every figure, and as the last line all of them as JSON."""

import json

from infra.bench.cold import bench_imports
from infra.bench.handlers import bench_handlers
from infra.bench.measure import Figures
from infra.bench.stack import bench_stack


def main() -> None:
    """From the cheapest to the dearest."""
    figures = Figures()
    bench_imports(figures)
    bench_stack(figures)
    bench_handlers(figures)
    print(json.dumps(figures.data))


if __name__ == "__main__":
    main()
