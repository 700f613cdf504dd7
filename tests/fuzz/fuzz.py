"""Look for inputs that break a reader or a grammar, guided by what code they reach.

    pip install atheris
    python tests/fuzz/fuzz.py figures -max_total_time=60

Options are libFuzzer's own. What breaks a target is written to `crash-...` in the folder that
-artifact_prefix= names (default: the system's temporary one); give that file as the last argument
to run it alone.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Run the target that the command line names."""
    import atheris

    sys.path.insert(0, str(ROOT))
    atheris.enabled_hooks.add("str")
    with atheris.instrument_imports(include=["workbook"]):
        from tests.fuzz.seeds import PIECES, SEEDS
        from tests.fuzz.targets import TARGETS

    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{__doc__}\nTargets: {', '.join(TARGETS)}")
    name, options = sys.argv[1], sys.argv[2:]
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(SEEDS[name]):
        (seeds / str(number)).write_bytes(seed)
    words = folder / "words.txt"
    words.write_text("".join(f'"{_escaped(piece)}"\n' for piece in PIECES))
    usual = [f"-dict={words}", f"-artifact_prefix={folder}/", "-max_len=600", "-len_control=0"]
    usual += ["-timeout=60", "-rss_limit_mb=6000"]
    alone = any(not option.startswith("-") for option in options)
    arguments = [sys.argv[0], *usual, *options, *([] if alone else [str(seeds)])]
    TARGETS[name](SEEDS[name][0])  # loads models and dictionaries, which takes its time
    atheris.Setup(arguments, TARGETS[name])
    atheris.Fuzz()


def _escaped(piece: str) -> str:
    """The bytes of a piece as libFuzzer's dictionaries write them."""
    return "".join(f"\\x{byte:02x}" for byte in piece.encode())


if __name__ == "__main__":
    main()
