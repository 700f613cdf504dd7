"""Names for topics, from phrases as the articles print them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from workbook.topics.tokens import TOPIC_WORD, stop_words
from workbook.topics.tree import Tree

N_LABEL_PHRASES = 3
LEDE = 1_500  # characters of an article, which in news say what it is about
N_TYPICAL = 40  # articles nearest to the middle of a topic, whose phrases may name it
LENGTH_BONUS = {1: 1.0, 2: 3.0, 3: 3.3}  # a phrase says more than its words
NAME_MALUS = 0.6  # a name tells less of a subject than other phrases
LONGEST = max(LENGTH_BONUS)
LINKS = frozenset({"of"})  # may stand inside a phrase: "cost of living"

_TOKEN = re.compile(TOPIC_WORD)
_POSSESSIVE = re.compile(r"['’]s?$")


class Phrase(NamedTuple):
    """A run of words as printed, and the words of it that count."""

    words: tuple[str, ...]
    printed: str


def find_phrases(text: str) -> list[Phrase]:
    """Each run of one to three words of a text that begins and ends with a telling word.

    >>> [phrase.printed for phrase in find_phrases("The Bank of England's rates")]
    ['Bank', 'Bank of England', 'England', 'rates']
    """
    tokens = list(_TOKEN.finditer(text))
    bare = [_POSSESSIVE.sub("", token[0]) for token in tokens]
    words = [word.lower() for word in bare]
    telling = [len(word) > 1 and word not in stop_words() for word in words]
    joined = [
        text[left.end() : right.start()] in (" ", "-") and left[0] == kept
        for left, right, kept in zip(tokens, tokens[1:], bare, strict=False)
    ]
    found = []
    for first in (at for at, is_telling in enumerate(telling) if is_telling):
        for last in range(first, min(first + LONGEST, len(tokens))):
            if last > first and not (joined[last - 1] and (telling[last] or words[last] in LINKS)):
                break
            if telling[last]:
                content = tuple(words[at] for at in range(first, last + 1) if telling[at])
                end = tokens[last].start() + len(bare[last])
                found.append(Phrase(content, text[tokens[first].start() : end]))
    return found


def propose_label(texts: Sequence[Sequence[Phrase]], contrast: Mapping[str, float]) -> str:
    """Up to three phrases that share no word, of words with some contrast.

    From several texts where there are many. A lone word that mostly stands before another telling
    one ("economic") comes later.
    """
    uses: Counter[Phrase] = Counter()
    n_texts: Counter[tuple[str, ...]] = Counter()
    ends = _share_of_ends(texts)
    for phrases in texts:
        telling = [one for one in phrases if all(word in contrast for word in one.words)]
        uses.update(telling)
        n_texts.update({phrase.words for phrase in telling})
    least = 1 if len(texts) <= 3 else 2 if len(texts) < 8 else 3
    forms: dict[tuple[str, ...], dict[str, int]] = {}
    for (words, printed), n in uses.items():
        if n_texts[words] >= least:
            forms.setdefault(words, {})[printed] = n
    repeated = [words for words, printed in forms.items() if sum(printed.values()) > 1]
    printed_as = {words: _usual_form(forms[words]) for words in repeated or forms}
    scores = {
        phrase: _score_phrase(words, n_texts, contrast) * _weigh_form(words, phrase, ends)
        for words, phrase in printed_as.items()
    }
    return ", ".join(_choose_phrases(sorted(scores, key=lambda phrase: (-scores[phrase], phrase))))


def _share_of_ends(texts: Sequence[Sequence[Phrase]]) -> dict[str, float]:
    """The share of the uses of each word that have no telling word right after them."""
    uses: Counter[str] = Counter()
    leads: Counter[str] = Counter()
    for phrases in texts:
        uses.update(words[0] for words, _ in phrases if len(words) == 1)
        leads.update(words[0] for words, printed in phrases if _is_pair(words, printed))
    return {word: 1 - leads[word] / (n + 1) for word, n in uses.items()}


def _is_pair(words: tuple[str, ...], printed: str) -> bool:
    """Whether a phrase is two telling words side by side."""
    return len(words) == 2 and len(printed) == len(words[0]) + len(words[1]) + 1


def _score_phrase(
    words: tuple[str, ...], n_texts: Mapping[tuple[str, ...], int], contrast: Mapping[str, float]
) -> float:
    """Contrast of its words, raised for length, for keeping together and for being frequent."""
    mean = sum(contrast[word] for word in words) / len(words)
    together = n_texts[words] / max(n_texts.get((word,), n_texts[words]) for word in words)
    return mean * LENGTH_BONUS[len(words)] * together**0.5 * log(1 + n_texts[words])


def _weigh_form(words: tuple[str, ...], phrase: str, ends: Mapping[str, float]) -> float:
    """Less for a name, and for a lone word that only qualifies others."""
    if len(words) == 1:
        return ends[words[0]] ** 0.5
    return NAME_MALUS if _is_name(phrase) else 1.0


def _is_name(phrase: str) -> bool:
    """Whether a phrase of several words is printed as a name: the last begins with a capital."""
    *before, last = phrase.split(" ")
    return bool(before) and last[0].isupper()


def _usual_form(forms: Mapping[str, int]) -> str:
    """The form printed most often; of equal ones the one with the fewest capitals."""
    return min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))


def _choose_phrases(ranked: Sequence[str]) -> list[str]:
    """The first phrases that share no word, with one name of several words at most."""
    chosen: list[str] = []
    used: set[str] = set()
    for phrase in ranked:
        stems = {word[:5] for word in re.findall(TOPIC_WORD, phrase.lower())} - LINKS
        second_name = _is_name(phrase) and any(map(_is_name, chosen))
        if not stems & used and not second_name:
            chosen.append(phrase)
            used |= stems
        if len(chosen) == N_LABEL_PHRASES:
            break
    return chosen


def name_topics(
    tree: Tree, *, names: Mapping[int, str], proposed: Mapping[int, str]
) -> dict[int, str]:
    """What every topic is called: the reader's name, the proposed label, or those of its parts.

    Topics that may stand side by side are told apart by their numbers if need be.
    """
    named: dict[int, str] = {}
    children = {split.parent: sorted(split[1:]) for split in tree.splits}
    for node in reversed(tree.nodes):  # parts come before what they make up
        parts = " + ".join(named[child] for child in children.get(node, []))
        named[node] = names.get(node) or proposed.get(node) or parts or f"Topic {node}"
    alike: dict[str, list[int]] = {}
    for node, label in named.items():
        alike.setdefault(label, []).append(node)

    def is_taken(node: int) -> bool:
        """Whether a topic that may stand in the same cut is called the same."""
        return any(tree.leaves[node].isdisjoint(tree.leaves[at]) for at in alike[named[node]])

    return {
        node: f"{label} ({node})" if node not in names and is_taken(node) else label
        for node, label in named.items()
    }
