"""Score the installed workbook on the development sets, where they stand beside the project.

    python tests/benchmarks/bench_development.py loading      (or quotations, figures, topics)

The sets are other people's texts and no part of the project; without them this says so and ends.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "bench.py"

if __name__ == "__main__":
    if not BENCH.is_file():
        sys.exit("the development sets are not here")
    runpy.run_path(str(BENCH), run_name="__main__")
