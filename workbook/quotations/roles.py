"""The role that an article gives a person: the words before a name or between commas behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbook.quotations.lexicon import words
from workbook.quotations.names import LINKS, Name, office_before, words_before

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)
_TRIM = ".,;:\"“”'‘’()"
_PREPOSITION = re.compile(
    r"\s(?:of|for|at|in|from|on|with|to|by|and|who|that|which|familiar|close"
    r"|briefed|involved|aware|privy|present|released|published|speaking|quoted|cited)\b"
)
# 'Name, a professor of law at X, said' -> the words between the commas.
_APPOSITION = re.compile(
    r"(?:\s*,\s+|\s+\()(?:who (?:is|was) )?(?P<role>(?:[^,.;:\"“”()\n]|\([^()\n]{1,30}\)){2,150}?)"
    r"(?=[,.;)]|\s+(?:told|said|says|tells)\b)"
)
_RELATIVE = re.compile(r"\s(?:and )?(?:who|whom|whose|which)\b")
# ", Social and Cultural Rights" goes on from "the Committee on Economic".
_GOES_ON = re.compile(r",\s+(?:[A-Z][\w’'-]*\s?(?:(?:and|of|the|in|on|for)\s)*){1,8}(?=,)")
_LIST_END = re.compile(
    r",\s+[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*,? and [A-Z][^,.;:\"“”\n]{2,100}?(?=[,.])"
)
_HONORIFICS = {"dame", "dr", "miss", "mr", "mrs", "ms", "sir", "lord", "lady", "st", "madam", "mx"}
_LOWER_RANK = {"assistant", "associate", "deputy", "shadow", "under", "vice"}
_EXTRA = {"and", "but", "or"}
_ALIKE = (
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset({"scholar", "professor", "academic", "researcher", "lecturer", "fellow",
               "historian"}),
    frozenset({"expert", "analyst", "professor", "scholar", "researcher", "scientist", "fellow",
               "economist", "strategist", "specialist"}),
    frozenset({"lawmaker", "congressman", "congresswoman", "senator", "representative", "mp",
               "legislator", "rep", "sen"}),
    frozenset({"leader", "president", "premier", "chairman", "chancellor", "king"}),
    frozenset({"diplomat", "ambassador", "envoy", "consul"}),
    frozenset({"lawyer", "attorney", "barrister", "solicitor", "counsel"}),
    frozenset({"official", "officer", "minister", "director", "commissioner", "secretary"}),
    frozenset({"executive", "ceo", "cfo", "chief", "boss", "founder"}),
    frozenset({"politician", "senator", "mp", "governor", "mayor", "minister", "congressman"}),
    frozenset({"scientist", "researcher", "physicist", "chemist", "biologist", "virologist"}),
)  # fmt: skip


def bare(phrase: str) -> str:
    """A phrase without its article and a possessive at its end."""
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", _ARTICLE.sub("", phrase.strip()))


def head_noun(phrase: str) -> str:
    """The noun that a phrase is about, in small letters.

    >>> head_noun("the former deputy head of the port"), head_noun("China's ambassador to Chile")
    ('head', 'ambassador')
    """
    core = _PREPOSITION.split(bare(phrase), maxsplit=1)[0].split()
    return core[-1].strip(_TRIM).lower() if core else ""


def is_role(phrase: str) -> bool:
    """Whether a phrase names what a person is: its head is a noun for persons or a title."""
    noun = head_noun(phrase)
    return noun not in _HONORIFICS and (
        noun in words("persons") or noun.capitalize() in words("titles")
    )


def fits_role(phrase: str, role: str) -> bool:
    """Whether "the Chilean minister" may mean somebody with this role.

    The heads must be equal or alike, and every other capitalised word must be in the role.

    >>> fits_role("the minister", "Foreign Minister"), fits_role("the Thai leader", "US President")
    (True, False)
    """
    ours, theirs = head_noun(phrase), head_noun(role)
    alike = ours == theirs or any({ours, theirs} <= group for group in _ALIKE)
    if not alike and not (ours in words("persons") and role.lower().split()[-1:] == [ours]):
        return False
    if (set(role.lower().split()) - set(phrase.lower().split())) & _LOWER_RANK:
        return False
    marks = {word.strip(_TRIM).casefold() for word in bare(phrase).split() if word[0].isupper()}
    marks = {re.sub(r"['’]s$", "", word) for word in marks} - {ours}
    known = {re.sub(r"['’]s$", "", w.strip(_TRIM).casefold()) for w in role.split()}
    return marks <= known


def role_before(body: str, name: Name) -> str | None:
    """The words before a name that say what the person is: "foreign ministry spokesman Li Wei"."""
    before = words_before(body, name.start)
    first = office_before(before)
    if first is None:
        return None
    while first > 0 and _may_modify(before[first - 1][0]) and "\n" not in _gap(body, before, first):
        first -= 1
    start = before[first].start()
    role = " ".join(body[start : name.start].strip(" ,\u00a0").split())
    whole = role.split()[-1] not in LINKS and head_noun(role) not in _HONORIFICS
    return role if whole else None


def _gap(body: str, found: list[re.Match[str]], i: int) -> str:
    """What stands between a word and the one before it."""
    return body[found[i - 1].end() : found[i].start()]


def _may_modify(word: str) -> bool:
    """Whether a word may stand before the noun of a role."""
    if word[-1] in ',.;:"”' and not re.fullmatch(r"(?:[A-Z]\.)+", word):
        return False
    capital = word[0].isupper() and word not in {"The", "A", "An", "But", "And", "When", "As"}
    return capital or word.isdigit() or word.lower() in words("role_words") | words("persons")


def role_behind(body: str, name: Name) -> str | None:
    """What stands between commas behind a mention of a name, if it says what the person is."""
    found = _APPOSITION.match(body, name.end)
    if found is None:
        return None
    end = found.end("role")
    role = _RELATIVE.split(found["role"], maxsplit=1)[0].strip()
    if not is_role(role) or role.split()[0].lower() in _EXTRA:
        return None
    more = _LIST_END.match(body, end) or _GOES_ON.match(body, end)
    if more is not None and role == found["role"].strip() and role.split()[-1][0].isupper():
        role = body[found.start("role") : more.end()].strip()
    return role


def find_role(body: str, mentions: Iterable[Name]) -> str | None:
    """The role at the first mention of a person that has one."""
    for name in mentions:
        role = role_behind(body, name) or role_before(body, name)
        if role is not None:
            return role
    return None
