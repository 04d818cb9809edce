"""Print every figure, and as the last line all of them as JSON."""

import json
import sys

from infra.bench.cold import bench_imports
from infra.bench.handlers import bench_handlers
from infra.bench.measure import Figures
from infra.bench.stack import bench_stack


def main() -> int:
    """From the cheapest to the dearest; 1 where something was lost, refused or grew."""
    figures = Figures()
    bench_imports(figures)
    bench_stack(figures)
    bench_handlers(figures)
    print(json.dumps({**figures.data, "faults": figures.faults}, ensure_ascii=False))
    return int(bool(figures.faults))


if __name__ == "__main__":
    sys.exit(main())
