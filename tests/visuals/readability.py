"""How hard a text is to read, as the school year that reads it with ease, in both languages.

English: the Flesch-Kincaid grade level (Kincaid and others, Research Branch Report 8-75, Naval
Technical Training, 1975). German: the first Wiener Sachtextformel (Bamberger and Vanecek, Lesen -
Verstehen - Lernen - Schreiben, 1984). Years 6 and 7 are those of twelve-year-olds.

Syllables are counted by rule. A library for it would bring a dictionary under the GPL or download
one; of the 520 English words of the catalogue that the CMU dictionary has, the rule gives 509 the
number of syllables that stands there (version 1.1.3 of its package), the others one more or less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["flesch_kincaid", "sentences_of", "syllables", "wiener_sachtextformel"]

_WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W\d_]+)?")
_END = re.compile(r"[.:;?!]+(?:\s|$)")
_GAP = re.compile(r"\{\w+[^}]*\}")
_UNIT = re.compile(r"\([^)]*\)")
_LONG_LETTERS = 6
_MANY_SYLLABLES = 3

_SILENT = re.compile(
    "(?<![aeiouyl])e$"  # breathe
    "|(?<=[aeiouy])le$"  # while
    "|(?<=[^aeiouydt])ed$"  # closed, not: waited
    "|(?<=[^aeiouyscxzhg])es$"  # comes, not: noises
    "|(?<=[aeiouy][^aeiouy])ely$"  # nicely
)
_TWO_SOUNDS = re.compile("i[ao](?!u)|eo|ua|uo|iu[^s]")
"""Vowels beside each other that are spoken apart: usual, idea, video."""
_ONE_SOUND = re.compile("[tcs]io|[tcs]ia|qu[ao]|eop")
_GERMAN_ONE_SOUND = re.compile("äu|ei|ie|eu|au|ai|ey|aa|ee|oo")


@dataclass(frozen=True, slots=True)
class _Counted:
    words: int
    sentences: int
    syllables: tuple[int, ...]
    """Of each word."""
    long_words: int


def sentences_of(text: str) -> list[list[str]]:
    """Words of each sentence; what is filled in later, or stands in brackets, is no word."""
    parts = (_WORD.findall(part) for part in _END.split(_UNIT.sub("", _GAP.sub("7", text))))
    return [words for words in parts if words]


def syllables(word: str, language: str) -> int:
    """Syllables of a word; an abbreviation is spelt."""
    if word.isupper() and len(word) > 1:
        return len(word)
    return _english(word.lower()) if language == "en" else _german(word.lower())


def _english(word: str) -> int:
    letters = re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", word)
    apart = re.sub("(?<=[aeiouy])ing$", "-ing", letters)
    groups = len(re.findall("[aeiouy]+", apart))
    groups += len(_TWO_SOUNDS.findall(_ONE_SOUND.sub("x", apart)))
    return max(1, groups - bool(_SILENT.search(letters)))


def _german(word: str) -> int:
    single = _GERMAN_ONE_SOUND.sub("e", word.replace("qu", "q"))
    return max(1, sum(letter in "aeiouyäöü" for letter in single))


def _counted(texts: Sequence[str], language: str) -> _Counted:
    sentences = [words for text in texts for words in sentences_of(text)]
    words = [word for sentence in sentences for word in sentence]
    return _Counted(
        len(words),
        len(sentences),
        tuple(syllables(word, language) for word in words),
        sum(len(word) > _LONG_LETTERS for word in words),
    )


def flesch_kincaid(texts: Sequence[str]) -> float:
    """Flesch-Kincaid grade level of English texts."""
    counted = _counted(texts, "en")
    a_sentence = counted.words / counted.sentences
    a_word = sum(counted.syllables) / counted.words
    return 0.39 * a_sentence + 11.8 * a_word - 15.59


def wiener_sachtextformel(texts: Sequence[str]) -> float:
    """First Wiener Sachtextformel of German texts, in school years."""
    counted = _counted(texts, "de")
    share = 100.0 / counted.words
    many = share * sum(number >= _MANY_SYLLABLES for number in counted.syllables)
    one = share * sum(number == 1 for number in counted.syllables)
    long = share * counted.long_words
    a_sentence = counted.words / counted.sentences
    return 0.1935 * many + 0.1672 * a_sentence + 0.1297 * long - 0.0327 * one - 0.875
