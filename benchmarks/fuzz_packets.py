"""Coverage-guided fuzzing of every parser: whatever the bytes are, only the one named error.

Run: python -m benchmarks.fuzz_packets [MINUTES] [FOLDER]

Needs the extra "fuzz" (atheris; CPython on Linux or macOS). MINUTES is 1 if not given. FOLDER keeps
what was found interesting from run to run; without it, the seeds of tests/data/packets are
the beginning each time. The first byte of an input chooses the parser. A finding ends the run: the
bytes are printed as a line for tests/data/packets/corpus.txt, which the tests replay.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "tests" / "data" / "packets" / "corpus.txt"
LONGEST_INPUT = 512


def main(arguments: list[str]) -> None:
    """Fuzz for so many minutes; the process ends with status 0 when nothing was found."""
    import atheris

    minutes = float(arguments[0]) if arguments else 1.0
    with atheris.instrument_imports(include=["devices"]):
        from benchmarks.packet_parsers import PARSERS, feed

    names = list(PARSERS)

    def one_input(content: bytes) -> None:
        if not content:
            return
        name = names[content[0] % len(names)]
        try:
            feed(name, content[1:])
        except BaseException:
            print(f"found: {name} {content[1:].hex()}", flush=True)
            raise

    with tempfile.TemporaryDirectory() as own:
        folder = Path(arguments[1]) if len(arguments) > 1 else Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        for number, line in enumerate(CORPUS.read_text(encoding="utf-8").splitlines()):
            name, _, digits = line.partition(" ")
            seed = bytes((names.index(name),)) + bytes.fromhex(digits)
            (folder / f"seed-{number:03}").write_bytes(seed)
        options = [
            f"-max_total_time={round(minutes * 60)}",
            f"-max_len={LONGEST_INPUT}",
            "-timeout=10",
            "-rss_limit_mb=1024",
            "-print_final_stats=1",
            f"-artifact_prefix={own}/",
        ]
        atheris.Setup([sys.argv[0], *options, str(folder)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
