"""Turn lines of attacks and families of them into hundreds of hostile topic files: YAML, draws, expressions, texts, examples.

`hostile_lines/*.txt` hold one attack a line. An attack must end with an error in its file, unless it is listed as harmless or only large.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LINES = Path(__file__).parent / "hostile_lines"
CANARY = "canary-7f3a"
LONG = "9" * 300_000


@dataclass(frozen=True)
class Attack:
    """One file; `refused`: an error is required."""

    name: str
    text: str
    refused: bool
    source: str


HEAD = "format: 1\ntopic: Hostile\ndomain: secure\n"
TOPIC = """facts:
  f: {says: Two is two., value: 2}
  many: {says: Many., value: [1, 2, 3]}
  words: {says: Words., value: secret}
questions:
  q:
    kind: choice
    asks: [f]
    level: apply
    difficulty: 1
    seconds: 30
    given:
      %(given)s
    where:
      - %(where)s
    let:
      twice: n * 2
      x: %(let)s
    stem: %(stem)s
    key: {text: "{{ twice }}", why: %(why)s}
    distractors:
      square: {text: "{{ x }}", why: Because.}
      a: {text: "1", why: Because.}
      b: {text: "100", why: Because.}
      c: {text: "101", why: Because.}
%(more)s
"""
PLAIN = {
    "given": "n: {whole: [3, 9]}",
    "where": "n > 0",
    "let": "n * n",
    "stem": '"How much is twice {{ n }}?"',
    "why": "Because.",
    "more": "",
}


def topic(**parts: str) -> str:
    """A topic with one question, sound but for these parts."""
    return HEAD + TOPIC % {**PLAIN, **parts}


def quoted(text: str) -> str:
    """The text as a single-quoted YAML scalar."""
    return "'" + text.replace("'", "''") + "'"


GROWTH = [
    *("9" * count for count in (41, 50, 100, 10_000)),
    *(sign.join(["n"] * 5_000) for sign in ("+", "-", "*", "/", "%", "**", "//", " if n else ", " and ", " or ", " < ", " == ", ",", " ")),
    *("(" * depth + "n" + ")" * depth for depth in (50, 500, 5_000, 50_000)),
    *(opening * 5_000 + "n" for opening in ("-", "+", "not ", "abs(", "[", "{", "(", "fact[", "lambda: ", "f'{")),
    *("n" * 100_000, "n." * 50_000 + "a", "fact" + '["f"]' * 10_000, f"max({'n,' * 5_000}n)", f'"{"a" * 500_000}"', " " * 500_000 + "n"),
    *(f"({inner})**{outer}" for inner in ("n*10**39", "1/3", "10**40", "0", "-1") for outer in ("2", "-1", "1000", "10**40", "0.5")),
    *(f"{call}(10**40 / {divisor})" for call in ("ceil", "floor", "round", "abs") for divisor in ("3", "10**-1", "10**40", "7**40")),
    *(f"sum({term} for k in fact['many'])" for term in ("k * 10**40", "10**39 * 9**k", "sum(j for j in fact['many'])", "'a' * 10**9")),
]
FILES = {
    "empty": "",
    "scalars": "null",
    "list": "[]",
    "text": "text",
    "nul": "a: \x00",
    "bom inside": "a: \ufeffb",
    "override": "topic: a\u202eb",
    "next line": "a: 1\x85b: 2",
    "alias bomb": "a: &a [x, x]\n"
    + "".join(f"{b}: &{b} [" + f"*{a}, " * 9 + "]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)),
    "self alias": "a: &a [*a]",
    "unknown alias": "a: *b",
    "merge": "a: &a {b: 1}\nc: {<<: *a}",
    "merge key": "<<: {format: 1}",
    "apply": f"a: !!python/object/apply:os.system [touch {CANARY}]",
    "new": "a: !!python/object/new:os.system [ls]",
    "name": "a: !!python/name:os.system",
    "module": "a: !!python/module:os",
    "binary": "a: !!binary aGk=",
    "timestamp": "a: !!timestamp 2026-11-23",
    "float": "a: !!float 1",
    "set": "a: !!set {b}",
    "local tag": "a: !x y",
    "verbatim tag": "a: !<tag:x> y",
    "directive": "%TAG ! tag:x,2000:\n---\na: 1",
    "documents": "a: 1\n---\nb: 2",
    "document end": "a: 1\n...\nb: 2",
    "deep list": "[" * 200_000,
    "deep map": "{" * 200_000,
    "deep dashes": "- " * 100_000,
    "deep questions": "? " * 100_000,
    "deep indent": "".join(" " * at + "a:\n" for at in range(900)),
    "many keys": "".join(f"a{at}: 1\n" for at in range(5_000)),
    "same keys": "a: 1\n" * 20_000,
    "many commas": "[" + "," * 50_000,
    "one key": "a" * 900_000 + ": 1",
    "one scalar": "topic: " + "a" * 900_000,
    "over a megabyte": "#" * 1_000_001,
    "escapes": 'topic: "' + "\\x00" * 100_000 + '"',
    "surrogate": 'topic: "\\ud800"',
    "huge number": f"format: {LONG}",
    "huge fraction": f"format: 0.{LONG}",
    "leading zeros": "format: 017",
    "tabs": "\t" * 10_000,
    "unclosed": "a: [",
    "unclosed quote": "a: '",
    "reserved": "a: @x",
    "colon": "a: b: c",
    "brace": "a: {{ b }}",
    "many blanks": " " * 900_000,
    "many anchors": "".join(f"a{at}: &a{at} 1\n" for at in range(10_000)),
    "many facts": HEAD + "facts:\n" + "".join(f"  f{at}: {{}}\n" for at in range(10_000)),
    "many questions": HEAD + "questions:\n" + "".join(f"  q{at}: {{kind: choice}}\n" for at in range(5_000)),
    "many fields": HEAD + "".join(f"topics{at}: 1\n" for at in range(10_000)),
    "many uses": topic(more="    uses: [" + ", ".join(f"fact-{at}" for at in range(10_000)) + "]"),
    "many enemies": topic(more="    enemies: [" + ", ".join(f"q{at}" for at in range(10_000)) + "]"),
    "many examples": topic(more="    examples:\n" + '      - {given: {n: 3}, key: "7"}\n' * 1_000),
    "many lets": topic(let="n\n" + "".join(f"      x{at}: n + {at}\n" for at in range(2_000))),
    "growing lets": topic(let="n * 10**30\n      y0: x * x\n" + "".join(f"      y{at + 1}: y{at} * y{at}\n" for at in range(60))),
    "doubling texts": topic(more='    rows: {t: {a: {b: "{{ c.b }}{{ c.b }}", d: "{{ c.b }}"}, e: {b: x, d: y}}}', given="c: {row: t}"),
    "many conditions": topic(where="n > 0\n" + "      - n > 0\n" * 2_000),
    "many distractors": topic(more="".join(f'      d{at}: {{text: "{at}", why: Because.}}\n' for at in range(2_000))),
    "many rows": topic(more="    rows:\n      t:\n" + "".join(f"        r{at}: {{a: 1}}\n" for at in range(5_000)), given="n: {row: t}"),
    "many givens": topic(given="n: {whole: [3, 9]}\n" + "".join(f"      g{at}: {{whole: [1, 1000]}}\n" for at in range(3_000))),
    "many members": topic(given="n: {one_of: [" + ", ".join(map(str, range(10_000))) + "]}"),
    "long id": HEAD + "questions:\n  " + "q" * 100_000 + ": {}\n",
    "id with many hyphens": HEAD + "questions:\n  " + "a-" * 30_000 + "!: {}\n",
    "id that climbs": HEAD + "questions:\n  ../../q: {}\n",
    "long kind": topic().replace("kind: choice", "kind: " + "x" * 100_000),
    "options": topic(more="    options: 1000000000"),
    "no options": topic(more="    options: 0"),
    "pin": topic(more="    pin: {last: nothing}"),
    "allow": topic(more="    allow: {missing-field: 'no'}\n    options: 0"),
    "example that nests": topic(more="    examples: [{given: {n: [[[[1]]]]}, key: '6'}]"),
    "example of a class": topic(more="    examples: [{given: {__class__: 1}, key: '6'}]"),
    "example that is long": topic(more="    examples: [{given: {n: 3}, key: " + quoted("x" * 200_000) + "}]"),
}
MARKDOWN = ("{{ n }}", "**", "[", "`", "<", "![", "| a ", "> ", "- ", "#", "&#x41;", "[a](b)", "\\", "_", "~", "<a ", "]", "\u0301")
# Only large, only odd, or text after all.
MAY_PASS = frozenset(
    {
        *("n", "{{-n-}}", "{{ n -}}", "{{+ n }}", "n: {whole: [0, 1000000000]}", "n: {decimal: [0, 1000000000], step: 0.000001}"),
        *(line for line in (LINES / "givens.txt").read_text(encoding="utf-8").splitlines() if "count: [50, 50]" in line or "k: 15" in line),
    }
)


def lines(name: str) -> list[str]:
    """The attacks of one file."""
    text = (LINES / f"{name}.txt").read_text(encoding="utf-8")
    return [line.replace("CANARY", CANARY) for line in text.splitlines() if line]


def attacks() -> list[Attack]:
    """Every attack, under a name that can be a topic's id."""
    return [
        Attack(f"{family}-{number}", text, must and source not in MAY_PASS, source[:200])
        for number, (family, source, text, must) in enumerate(_families())
    ]


def _families() -> Iterator[tuple[str, str, str, bool]]:
    yield from (("let", line, topic(let=quoted(line)), True) for line in lines("expressions"))
    yield from (("where", line, topic(where=quoted(line)), False) for line in lines("conditions"))
    yield from (("growth", line, topic(let=quoted(line)), False) for line in GROWTH)
    yield from (("stem", line, topic(stem=quoted("How much is {{ n }}? " + line)), True) for line in lines("texts"))
    yield from (("why", line, topic(why=quoted(line)), True) for line in lines("texts")[::2])
    for line in lines("givens"):
        given = line.encode().decode("unicode_escape")
        yield "given", line, topic(given=given), True
    yield from (("file", name, text, True) for name, text in FILES.items())
    yield from (("markdown", mark, topic(stem=quoted("{{ n }} " + mark * 3_000)), False) for mark in MARKDOWN)
