"""The data files of reporting verbs and names are whole."""

import pytest

from workbook.quotations.complements import takes_known_frames
from workbook.quotations.lexicon import (
    TONES,
    may_report,
    read_lines,
    reporting_nouns,
    reporting_verbs,
)


def test_each_verb_stands_once_with_known_frames_and_a_known_tone():
    verbs = [line.split("\t")[0] for line in read_lines("verbs.tsv")]
    assert sorted(set(verbs)) == verbs
    assert {entry.tone for entry in reporting_verbs().values()} <= TONES
    assert all(takes_known_frames(entry) for entry in reporting_verbs().values())


def test_a_verb_has_what_it_takes_and_its_tone():
    assert reporting_verbs()["vow"] == ({"clause", "to", "object"}, "committing")
    assert reporting_nouns()["pledge"] == {"clause", "to", "of"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She denied it.", True),
        ("He wrote a book.", True),
        ("It fell, according to Li.", True),
        ("The bridge fell on Monday.", False),
    ],
)
def test_only_sentences_with_a_reporting_word_are_parsed(sentence, expected):
    assert may_report(sentence) is expected
