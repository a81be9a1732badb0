"""The words are read with ease at the age of twelve: measured, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.visuals.readability import (
    flesch_kincaid,
    sentences_of,
    syllables,
    wiener_sachtextformel,
)
from tests.visuals.test_texts import ALL, catalogue
from visuals.texts import Texts

YEAR: dict[str, Callable[[Sequence[str]], float]] = {
    "en": flesch_kincaid,
    "de": wiener_sachtextformel,
}
OF_ALL = 6.0
"""The year of those who turn twelve. The catalogue's sentences are at about 2 and 3 today."""
OF_ONE = 9.0
"""In so short a text two long words weigh three years: no single text is above this."""
FEWEST_WORDS = 8


def whole_sentences(texts: Texts) -> list[str]:
    """Texts with a sentence in them; a label of two words has no reading level."""
    found = sorted(set(catalogue(texts)))
    return [text for text in found if any(len(words) >= 5 for words in sentences_of(text))]


@pytest.mark.parametrize("texts", ALL)
def test_all_texts_together_are_for_twelve_year_olds(texts: Texts) -> None:
    sentences = whole_sentences(texts)
    assert len(sentences) > 100
    assert YEAR[texts.language](sentences) <= OF_ALL


@pytest.mark.parametrize("texts", ALL)
def test_no_single_text_is_hard(texts: Texts) -> None:
    for text in whole_sentences(texts):
        if sum(map(len, sentences_of(text))) >= FEWEST_WORDS:
            assert YEAR[texts.language]([text]) <= OF_ONE, text


@pytest.mark.parametrize("texts", ALL)
def test_a_text_of_an_authority_would_not_pass(texts: Texts) -> None:
    hard = {
        "en": "Participation in respiratory biofeedback interventions necessitates continuous "
        "physiological monitoring, notwithstanding individual variability.",
        "de": "Die Inanspruchnahme atemtherapeutischer Maßnahmen setzt eine kontinuierliche "
        "Überwachung physiologischer Kenngrößen voraus.",
    }[texts.language]
    assert YEAR[texts.language]([hard]) > 2 * OF_ALL


def test_the_formulas_give_what_can_be_counted_by_hand() -> None:
    # 6 words of one syllable in one sentence: 0.39 * 6 + 11.8 - 15.59.
    assert flesch_kincaid(["The cat sat on the mat."]) == pytest.approx(-1.45)
    # 8 words in two sentences, 10 syllables: 0.39 * 4 + 11.8 * 1.25 - 15.59.
    assert flesch_kincaid(["The belly moves out. It sinks back softly."]) == pytest.approx(0.72)
    # 5 words, none of three syllables; three and four of one, none and one of over 6 letters.
    expected = 0.1672 * 5 + 0.1297 * 20 - 0.0327 * 80 - 0.875
    assert wiener_sachtextformel(["Der Bauch bewegt sich wieder."]) == pytest.approx(
        0.1672 * 5 - 0.0327 * 60 - 0.875
    )
    assert wiener_sachtextformel(["Der Bauch schiebt sich weiter."]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        ("breathe", "en", 1), ("breathing", "en", 2), ("outwards", "en", 2), ("closed", "en", 1),
        ("connected", "en", 3), ("comes", "en", 1), ("noises", "en", 2), ("being", "en", 2),
        ("usual", "en", 3), ("question", "en", 2), ("little", "en", 2), ("while", "en", 1),
        ("don't", "en", 1), ("USB", "en", 3),
        ("Atemzüge", "de", 4), ("Bauch", "de", 1), ("Herzschläge", "de", 3), ("atmen", "de", 2),
        ("Bluetooth", "de", 3), ("neu", "de", 1), ("Schließ", "de", 1), ("EKG", "de", 3),
    ],
)  # fmt: skip
def test_syllables_are_as_they_are_spoken(word: str, language: str, number: int) -> None:
    assert syllables(word, language) == number
