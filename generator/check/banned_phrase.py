"""Turn words that an exam does not use into a warning.

No "all of the above" and its like; no word that makes the matter sound easy or asks politely; plain verbs; American spelling.
Code in backquotes is not looked at.

Bad: `Simply utilise both A and B, etc.`
Good: `Use both a gateway endpoint and an interface endpoint.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.check.printed import masked, written
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof

PHRASES: dict[str, str] = {
    r"(?:all|none|any|both|neither|either) of (?:the )?(?:above|below)": "write an option that stands by itself",
    r"(?:all|none) of (?:these|those|the) (?:options|answers|choices)": "write an option that stands by itself",
    r"(?<!\w )(?:both|neither|only) [A-F](?: and | or | nor )[A-F](?=\.?$)": "name the things; letters differ from copy to copy",
    r"obviously|of course|needless to say": "leave it out",
    r"(?<!not )(?:simply|merely)": "leave it out, or write 'only'",
    r"(?<!not )(?<!has )(?<!have )(?<!had )"
    r"just(?! (?:in time|in case|before|after|as|like|above|below|under|over)\b)": "leave it out, or write 'only'",
    r"please": "leave it out",
    r"etc\.?|and so on|and so forth": "name all that counts, or begin with 'such as'",
    r"as follows": "leave it out, and let what follows speak",
    r"trick question|haha|lol": "leave jokes out",
}
"""Patterns of phrases, each with what to do."""

WORDS: dict[str, str] = {
    r"utili[sz](?:e|es|ed|ing)": "use",
    r"leverag(?:e|es|ed|ing)": "use",
    r"whilst": "while",
    r"amongst": "among",
}
"""Patterns of words, each with the plain word."""

SPELLINGS: dict[str, str] = {
    r"(?:author|categor|central|character|custom|decentral|digit|emphas|final|general|initial|item|local|material|maxim|memor|minim)"
    r"is(?:e|es|ed|er|ers|ing|able|ation|ations)": "it with z",
    r"(?:modern|modular|monet|normal|optim|organ|parallel|personal|priorit|random|real|recogn|reorgan|serial|special|stabil|standard"
    r"|summar|synchron|token|visual|virtual)is(?:e|es|ed|er|ers|ing|able|ation|ations)": "it with z",
    r"(?:arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|sav|vap)our(?:s|ed|ing|able|al|ful|ite|ites)?": "it with -or",
    r"(?:cen|fil|kilome|li|me|thea)tre(?:s|d)?": "it with -er",
    r"(?:cance|channe|labe|leve|mode|signa|trave|tunne)ll(?:ed|ing|er|ers)": "it with one l",
    r"analys(?:e|ed|ing|er|ers)": "it with z",
    r"paralys(?:e|ed|es|ing)": "it with z",
    r"catalogue[sd]?": "catalog",
    r"licence[sd]?": "license",
    r"defence|offence|pretence": "it with -se",
    r"programmes?": "program",
    r"fulfils?|fulfilment": "fulfill",
    r"enrols?|enrolment": "enroll",
    r"artefacts?": "artifact",
    r"cheques?": "check",
    r"grey": "gray",
    r"fibres?": "fiber",
    r"learnt|spelt|burnt": "it with -ed",
    r"judgement|acknowledgement": "it with -gment",
    r"ageing": "aging",
    r"practis(?:e|ed|es|ing)": "it with c",
    r"sceptical": "skeptical",
    r"storeys?": "story",
    r"tyres?": "tire",
}
"""Patterns of British spellings, each with what to write."""


_PHRASE = re.compile(rf"(?<![\w.*-])(?=[abefhijlmnopst])(?:{'|'.join(f'({pattern})' for pattern in PHRASES)})(?![\w-])", re.IGNORECASE)
_ANY_WORD = re.compile(r"(?<![\w.*-])[A-Za-z]{4,}(?![\w-])")
_SHOUT = re.compile(r"(?<=[a-z])!(?=\s|$)")
_PLAIN = [(re.compile(pattern), plain) for pattern, plain in {**WORDS, **SPELLINGS}.items()]


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Each phrase and word that an exam does not use."""
    for id, question in bank.questions.items():
        for source in written(question):
            for found, what in _found(masked(source.text)):
                place = source.at(found.start())
                problem = Problem(place, "banned-phrase", "an exam does not use this", got=found[0], hint=what, severity="warning")
                yield Finding(problem, id)


def _found(text: str) -> Iterator[tuple[re.Match[str], str]]:
    hints = list(PHRASES.values())
    for found in _PHRASE.finditer(text):
        yield found, hints[(found.lastindex or 1) - 1]
    for found in _ANY_WORD.finditer(text):
        if plain := _plain(found[0].lower()):
            yield found, f"write {plain}"
    yield from ((found, "end with a full stop") for found in _SHOUT.finditer(text))


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """How to write a word otherwise; nothing where it is fine."""
    return next((plain for pattern, plain in _PLAIN if pattern.fullmatch(word)), "")
