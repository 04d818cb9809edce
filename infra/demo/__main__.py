"""`python -m infra.demo load SIZE | activity MINUTES`: progress for people, then a line of JSON."""

import json
import os
import sys
from collections.abc import Sequence

from infra.demo.load import load, open_activity


def main(arguments: Sequence[str]) -> None:
    """Run one command against the stack that the environment names."""
    if os.environ.get("STAGE") != "lokal":
        sys.exit("The demo can only be loaded into the local stage.")
    match arguments:
        case ["load", size]:
            made: object = load(size, lambda text: print(text, flush=True))
        case ["activity", minutes]:
            made = open_activity(int(minutes))
        case _:
            sys.exit(__doc__)
    print(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
