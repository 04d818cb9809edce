"""`python -m infra.demo load SIZE | activity MINUTES`: progress for people, then a line of JSON."""

import json
import os
import sys
from collections.abc import Sequence

from infra.demo.load import load, open_activity
from infra.demo.regency import NoDemoError
from infra.demo.world import be_patient


def main(arguments: Sequence[str]) -> None:
    """Run one command against the stack that the environment names."""
    if os.environ.get("STAGE") != "lokal":
        sys.exit("The demo can only be loaded into the local stage.")
    be_patient()
    match arguments:
        case ["load", size]:
            made: object = load(size, lambda text: print(text, flush=True))
        case ["activity", minutes]:
            try:
                made = open_activity(int(minutes))
            except NoDemoError:
                print("This data holds no demo regency: it was started with DEMO=kosong.")
                sys.exit(1)
        case _:
            sys.exit(__doc__)
    print(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
