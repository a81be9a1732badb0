"""What the fuzzer began with and what it found: no parser may ever stumble over it again.

A finding of `python -m benchmarks.fuzz_packets` is added to the corpus as the line it prints.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.packet_parsers import PARSERS, feed

CORPUS = Path(__file__).parent.parent / "data" / "packets" / "corpus.txt"
LINES = CORPUS.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", LINES)
def test_no_parser_stumbles_over_the_corpus(line: str) -> None:
    name, _, digits = line.partition(" ")
    content = bytes.fromhex(digits)
    feed(name, content)
    for cut in range(len(content)):
        feed(name, content[:cut])
        feed(name, content[cut:])


@pytest.mark.parametrize("name", PARSERS)
def test_the_corpus_holds_what_a_parser_reads(name: str) -> None:
    mine = [bytes.fromhex(line.partition(" ")[2]) for line in LINES if line.split()[0] == name]
    assert any(feed(name, content) for content in mine)


def test_a_parser_that_raises_something_else_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(content: bytes) -> int:
        return content[1]

    monkeypatch.setitem(PARSERS, "battery", (stumbles, PARSERS["battery"][1]))
    with pytest.raises(IndexError):
        feed("battery", b"")
