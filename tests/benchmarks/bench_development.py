"""Score the installed workbook on the development sets, where they stand beside the project.

    python -m tests.benchmarks.bench_development loading      (or quotations, figures, topics)

The sets are other people's texts and no part of the project; without them this says so and ends.
Figures are scored twice: row by row as they are, and translated into the conventions of NewsQuant.
"""

from __future__ import annotations

import json
import runpy
import sys
from functools import partial
from pathlib import Path

from tests.benchmarks.newsquant import to_newsquant

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "bench.py"


def main() -> None:
    bench = runpy.run_path(str(BENCH))
    for name in sys.argv[1:] or bench["RUNS"]:
        print(f"\n== {name}")
        bench["RUNS"][name]()
        if name == "figures":
            gold = json.loads((BENCH.parent / "figures/newsquant_dev.json").read_text("utf-8"))
            print("\n== figures, by the conventions of NewsQuant")
            bodies = {str(place): entry["text"] for place, entry in enumerate(gold)}
            bench["figures"](gold, adapter=partial(to_newsquant, bodies=bodies))


if __name__ == "__main__":
    if not BENCH.is_file():
        sys.exit("the development sets are not here")
    main()
