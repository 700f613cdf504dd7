"""The names in a body, without the titles, offices and places that stand before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from workbook.language import paragraph_spans
from workbook.quotations.kinds import is_office, is_personal
from workbook.quotations.lexicon import words

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_OPENS_SENTENCE = re.compile(r"(?:^|[.?!:\"“”‘'—–\n])[ \"“‘]*\Z")
_BEHIND_PREPOSITION = re.compile(r"\b(?:of|to|in|from|for|at|with)(?: the)? \Z")
_FIRST_PERSON = re.compile(r"I(?:['’]\w+)?$")
_PARTY = re.compile(r"[A-Z]-[A-Z][a-z]*\.?$")  # "D-Ore."
_OPENERS = {"A", "An", "And", "As", "At", "But", "For", "In", "On", "The", "When", "While", "Yet"}
_MALE = dict.fromkeys(("Mr", "Mr.", "Sir", "Lord", "King"), "he")
_FEMALE = dict.fromkeys(("Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dame", "Lady", "Queen"), "she")
_GENDER = _MALE | _FEMALE
_DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
    "February", "July", "September", "October", "November", "December",
}  # fmt: skip
LINKS = {"of", "the", "for", "at", "to", "and", "&", "in", "on"}
LOOK_BACK = 160  # how far before a name its role may begin
TITLE_CASE = 0.8  # the share of a headline's longer words that begin with a capital


@dataclass(frozen=True)
class Name:
    """A run of capitalised words in a body, titles taken off."""

    text: str
    start: int
    end: int
    pronoun: str | None = None  # "he" or "she" where the title tells
    titled: bool = False  # behind a title or an office
    in_headline: bool = False  # in a line where every word is capitalised

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(self.text.split())


def find_names(body: str) -> list[Name]:
    """Every run of capitalised words of a body, without leading titles and sentence openers.

    >>> [name.text for name in find_names("But Mr. Herman Van Rompuy met Cui Heng.")]
    ['Herman Van Rompuy', 'Cui Heng']
    """
    common = ordinary_words(body)
    headlines = [span for span in paragraph_spans(body) if _is_headline(body[slice(*span)])]
    names = []
    for run in _runs(body):
        rest, titles = _name_proper(body, run, common)
        if not rest or _PARTY.match(rest[0][0]):
            continue
        start, end = rest[0].start(), rest[-1].end()
        text = _POSSESSIVE.sub("", body[start:end]).rstrip(".")
        pronoun = next((_GENDER[t] for t in titles if t in _GENDER), None)
        line = bisect_right(headlines, (start, len(body))) - 1
        shouted = line >= 0 and start < headlines[line][1]
        clean = re.sub(r"\s+", " ", text)
        names.append(Name(clean, start, start + len(text), pronoun, bool(titles), shouted))
    return names


def ordinary_words(body: str) -> set[str]:
    """The words of a body that it prints in small letters."""
    return set(re.findall(r"(?<![\w’'])[a-zß-öø-ÿ][\w’'-]*", body))


def _is_headline(line: str) -> bool:
    """Whether a line is set in capitals or title case, so that its capitals mark no name."""
    longer = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return len(longer) > 3 and sum(w[0].isupper() for w in longer) >= TITLE_CASE * len(longer)


def _runs(body: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with one blank between them; particles may stand inside."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(body):
        joined = bool(run) and body[run[-1].end() : token.start()] in {" ", "\u00a0"}
        if run and (not joined or _ends_name(run[-1][0]) or token[0].rstrip(".") in _DAYS):
            yield _trimmed(run)
            run = []
        if _is_name_word(token[0]) or (run and token[0] in words("particles")):
            run.append(token)
        elif run:
            yield _trimmed(run)
            run = []
    if run:
        yield _trimmed(run)


def _is_name_word(word: str) -> bool:
    """Whether a word may open a name: a capital, or a particle joined to one ("al-Sisi")."""
    if word[0].isupper():
        return _FIRST_PERSON.match(word) is None
    particle, joint, rest = word.partition("-")
    return bool(joint) and particle in words("particles") and rest[:1].isupper()


def _ends_name(word: str) -> bool:
    """Whether a name cannot go on behind this word: a possessive, a day, the end of a sentence."""
    if _POSSESSIVE.search(word) or word in _DAYS:
        return True
    return word.endswith(".") and len(word) > 2 and word not in words("titles")


def _trimmed(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """A run without particles at its end."""
    while run and not _is_name_word(run[-1][0]):
        run = run[:-1]
    return run


def _name_proper(
    body: str, run: list[re.Match[str]], common: set[str]
) -> tuple[list[re.Match[str]], list[str]]:
    """A run without titles, what stands before them, and a word that opens a sentence."""
    opens = bool(run) and _OPENS_SENTENCE.search(body, max(0, run[0].start() - 3), run[0].start())
    if opens and len(run) > 1 and run[0][0].lower() in common and not is_office(run[0][0]):
        run = run[1:]
    offices = [i for i, token in enumerate(run[:-1]) if is_office(token[0])]
    titles = [token[0] for token in run[: offices[-1] + 1]] if offices else []
    run = run[offices[-1] + 1 :] if offices else run
    while run and (run[0][0] in _OPENERS or run[0][0] in words("titles")):
        run = run[1:]
    if len(run) > 2 and run[0][0] in words("qualifiers") and _may_be_person(run[1:]):
        run = run[1:]
    return _behind_place(body, run), titles


def _behind_place(body: str, run: list[re.Match[str]]) -> list[re.Match[str]]:
    """The name in "ambassador to Chile Ana Ruiz", "head of the Port Authority Eva Bos"."""
    at = run[0].start() if run else 0
    if len(run) < 3 or not _BEHIND_PREPOSITION.search(body, max(0, at - 12), at):
        return run
    if office_before(words_before(body, at)) is None:
        return run
    bodies = [i for i, token in enumerate(run) if _is_place_or_body(token[0])]
    rest = run[bodies[-1] + 1 :] if bodies else []
    return rest if len(rest) > 1 and _may_be_person(rest) else run


def words_before(body: str, position: int) -> list[re.Match[str]]:
    """The words of a line just before a position, none if something else than a blank follows."""
    since = max(0, position - LOOK_BACK)
    since = max(since, body.rfind("\n", since, position) + 1)
    found = list(re.compile(r"\S+").finditer(body, since, position))
    return found if found and found[-1].end() < position else []


def office_before(before: list[re.Match[str]]) -> int | None:
    """Which of the words before a name is its office: the last, or in "head of the Port Office"."""
    for i in range(len(before) - 1, -1, -1):
        word = before[i][0]
        if word[-1] not in ",;:" and (word.lower() in words("persons") or is_office(word)):
            return i
        if word[-1] in ",.;:" or not (word.strip("()")[:1].isupper() or word in LINKS):
            return None
    return None


def _is_place_or_body(word: str) -> bool:
    """Whether a word of a name names a place or an organisation."""
    return word in words("places") or word in words("organisations")


def _may_be_person(run: list[re.Match[str]]) -> bool:
    """Whether the words of a run may be a person's name."""
    return is_personal(" ".join(token[0] for token in run))
