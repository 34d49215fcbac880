"""Turn families of attacks into 500 and more hostile topic files: YAML, draws, expressions, texts, examples.

`refused` families must end with an error in their file; the others may also turn out to be harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CANARY = "CANARY-7f3a"
BIG = 10**9
LONG = "9" * 300_000


@dataclass(frozen=True)
class Attack:
    name: str
    text: str
    refused: bool = True


TOPIC = """format: 1
topic: Hostile
domain: secure
facts:
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
      next: {text: "{{ twice + 0 }}", why: Because.}
      a: {text: "1", why: Because.}
      b: {text: "100", why: Because.}
      c: {text: "101", why: Because.}
%(more)s
"""
_PLAIN = {
    "given": "      n: {whole: [3, 9]}",
    "where": "n > 0",
    "let": "n * n",
    "stem": '"How much is twice {{ n }}?"',
    "why": "Because.",
    "more": "",
}


def quoted(text: str) -> str:
    """The text as a single-quoted YAML scalar."""
    return "'" + text.replace("'", "''") + "'"


def topic(**parts: str) -> str:
    return (TOPIC % {**_PLAIN, **parts}).replace("twice + 0", "twice" if "why" in parts or "stem" in parts else "n")


ESCAPES = """
().__class__ | ''.__class__ | n.__class__ | n.real | n.numerator | n.bit_length() | fact.__class__ | fact.keys() | fact["f"].real
[].append(1) | {}.get(1) | __import__("os").system("touch CANARY") | __import__("os") | open("/etc/passwd").read() | open("CANARY", "w")
eval("1") | exec("1") | compile("1", "", "eval") | globals() | locals() | vars() | dir() | getattr(n, "real") | type(n) | object | input()
breakpoint() | exit() | quit() | print(1) | help() | id(n) | hash(n) | memoryview(n) | bytes(10) | bytearray(1000000000) | str(n) | int("9") | float(n)
complex(1) | chr(65) | ord("a") | map(abs, fact["many"]) | filter(abs, fact["many"]) | zip(fact["many"]) | iter(fact["many"]) | next(iter(fact["many"]))
range(1000000000) | list(range(1000000000)) | sorted(fact["many"]) | reversed(fact["many"]) | enumerate(fact["many"]) | pow(9, 9) | divmod(9, 2)
lambda: 1 | (lambda: (lambda: 1)())() | (lambda f: f(f))(lambda f: f(f)) | (y := 1) | [y := n, y] | yield 1 | await n
f"{n}" | f"{n!r:>1000000000}" | f"{n.__class__}" | "{0.__class__}".format(n) | "%1000000000d" % n | "%s" % n | "a" * 1000000000 | "a" + "b" | b"a" | u"a" * 9
[k for k in fact["many"]] | [0] * 1000000000 | [0 for a in fact["many"] for b in fact["many"]] | {k: k for k in fact["many"]} | {k for k in fact["many"]}
(k for k in fact["many"]) | [1, 2][0] | (1, 2) | {1, 2} | {1: 2} | [*fact["many"]] | {**fact} | fact | fact["many"][0:2] | fact["many"][::2] | fact["f"]["g"]
fact[n] | fact["f" + "x"] | fact["f" * 1000000000] | fact["../../../etc/passwd"] | fact["nothing"] | fact[f"{n}"] | fact[""] | fact["f", "f"] | fact[...] | ...
n[0] | n["a"] | n() | n.a | n.a.b.c | unknown | unknown.a | unknown["a"] | unknown() | __builtins__ | __name__ | __file__ | __loader__ | __debug__ | _ | __
None | True.real | not | n n | n +* 2 | (n | n) ( | 1 if | if n: 1 | import os | from os import system | def f(): pass | class A: pass | return 1 | n = 1 | n; n | del n | assert n
n @ n | n << 1000000000 | 1 << n | n >> 1 | n & 1 | n ^ 1 | ~n | n | n is n | n is not 1 | n in fact["many"] | n not in fact["many"]
sum(k for k in range(10)) | sum(sum(j for j in fact["many"]) for k in fact["many"] for l in fact["many"]) | sum(k for k in fact) | sum([n] * 1000000000) | any(n) | all(n) | len("aaa") | len(n)
max() | min() | max(n, key=abs) | sum(fact["many"], start=n) | round(n, 1000000000) | round(n, -1000000000) | abs() | ceil(n, n) | floor("a") | abs(*fact["many"]) | abs(**fact) | round(ndigits=1)
1e400 | 1e9999999999 | 1.5j | 0x7fffffff | 0b1 | 0o7 | 1_000 | 00 | 01 | 1.e5 | inf | nan | -inf | 1/0 | 1%0 | 1//0 | 0**-1 | (-1)**0.5 | 2**0.5
"""
_PIPES_INSIDE = ("(n | n) (", "n | n")

GROWTH = [
    "2**10**9", "2**2**2**2**2**2", "9**9**9", "(9**9)**9**9", "10**41", "-(10**41)", "10**1000000", "n**n**n**n", "(n*n)**(n*n)**n",
    "1/10**41", "1/3**90", "10**40*10**40", "(1/10**40)*(1/10**40)", "10**40/3/3/3/3/3", "n**1001", "n**-1001", "n**(1/3)", "n % 10**-40",
    "round(1/3, 40)", "round(10**39/3, 39)", "ceil(10**40*10)", "-10**40-1", "abs(-10**40)*2", "(10**40)**(10**40)", "1**10**40", "0**10**40", "(-1)**10**40",
    "9" * 50, "9" * 100, "0." + "9" * 100, "1/" + "9" * 60, "+".join(["n"] * 5_000), "*".join(["n"] * 5_000), "-".join(["1"] * 100_000),
    "(" * 100 + "n" + ")" * 100, "(" * 5_000 + "n" + ")" * 5_000, "-" * 5_000 + "n", "not " * 5_000 + "n", "abs(" * 500 + "n" + ")" * 500,
    " if n else ".join(["n"] * 2_000), " and ".join(["n > 0"] * 3_000), " < ".join(["n"] * 3_000), "n" * 100_000, "n." * 50_000 + "a", "fact" + '["f"]' * 10_000,
    "max(" + ",".join(["n"] * 5_000) + ")", '"' + "a" * 500_000 + '"', " " * 500_000 + "n", "n" + " " * 500_000 + "+ n", "[" * 10_000, "{" * 10_000, "(" * 100_000,
    "\\", "\\\n", "n#comment", "n\\u0000", "'''", '"""', "`n`", "$n", "n?", "n!", "n::", "@n", "n ?: n", "n <> n", "n === n", "n && n", "n || n", "!n", "n++", "--n", "n->a",
]  # fmt: skip

TEXTS = """
{{ ''.__class__ }} | {{ ''.__class__.__mro__[1].__subclasses__() }} | {{ n.__class__ }} | {{ n['__class__'] }} | {{ n|attr('__class__') }} | {{ ().__class__.__bases__ }}
{{ self }} | {{ self._TemplateReference__context }} | {{ self.__init__.__globals__ }} | {{ config }} | {{ request }} | {{ cycler }} | {{ cycler.__init__.__globals__.os }} | {{ joiner }} | {{ namespace() }}
{{ lipsum() }} | {{ lipsum(n=100000000) }} | {{ lipsum.__globals__['os'].popen('touch CANARY') }} | {{ range(1000000000) }} | {{ range(1000000000)|list }} | {{ dict(a=1) }} | {{ get_flashed_messages() }}
{% for i in range(1000000000) %}x{% endfor %} | {% for i in [1] recursive %}{{ loop([1]) }}{% endfor %} | {% macro m() %}{{ m() }}{% endmacro %}{{ m() }} | {% call n() %}{% endcall %} | {% set x = 1 %} | {% set x %}a{% endset %}
{% include '/etc/passwd' %} | {% include 'stem' %} | {% import 'os' as os %} | {% from 'os' import system %} | {% extends '/etc/passwd' %} | {% block a %}{% endblock %} | {% raw %}{{ n }}{% endraw %} | {% filter upper %}a{% endfilter %}
{% with a=1 %}{% endwith %} | {% autoescape false %}{% endautoescape %} | {% do n %} | {% break %} | {% debug %} | {% trans %}a{% endtrans %} | {% if n.__class__ %}a{% endif %} | {% if n() %}a{% endif %} | {% if 9**9**9 > 1 %}a{% endif %}
{% if n * 10**100 > 1 %}a{% endif %} | {% if n %} | {% endif %} | {% if %}a{% endif %} | {% unknown %} | {{ n n }} | {{ n; n }}
{{ n * 2 }} | {{ n + 1 }} | {{ -n }} | {{ n ** 9 }} | {{ 'a' * 1000000000 }} | {{ 'a' ~ n }} | {{ n // 2 }} | {{ n % 2 }} | {{ [1, 2] }} | {{ {'a': 1} }} | {{ (1, 2) }} | {{ n[0] }} | {{ fact }} | {{ fact['nothing'] }} | {{ fact[n] }}
{{ n if n else 1 }} | {{ n() }} | {{ n.bit_length() }} | {{ n.real }} | {{ 'abc'.upper() }} | {{ '{0.__class__}'.format(n) }} | {{ '%1000000000d' % n }} | {{ '%s' | format(n) }} | {{ 'a' | center(1000000000) }} | {{ 'a' | indent(1000000000) }}
{{ n | pprint }} | {{ n | tojson }} | {{ n | xmlattr }} | {{ n | map('abs') }} | {{ n | string | list }} | {{ n | filesizeformat }} | {{ n | safe }} | {{ n | unknown }} | {{ 'x' | wordwrap(1) }} | {{ 'a' | replace('a', 'a' * 999) }} | {{ 'a,b' | join(',') }}
{{ n | places(1000000000) }} | {{ n | places(-1) }} | {{ n | places(n) }} | {{ n | places('a') }} | {{ n | places }} | {{ n | places(2, 3) }} | {{ n | places(n=2) }} | {{ n | places(1.5) }} | {{ n | places(10**9) }} | {{ n | thousands(1) }} | {{ n | table('a') }}
{{ n | plural }} | {{ n | plural('a') }} | {{ n | plural('a', 'b', 'c') }} | {{ n | and_list }} | {{ fact['many'] | table('a: b') }} | {{ fact['words'].upper() }} | {{ fact['words'] | attr('upper') }} | {{ 1e400 }} | {{ 99999999999999999999999999999999999999999999 }}
{{ loop }} | {{ caller }} | {{ varargs }} | {{ kwargs }} | {{ super() }} | {{ environment }} | {{ x is defined }} | {{ n is callable }} | {{ n is sameas n }} | {{ n in [1] }} | {{ not n }} | {{ n and n }} | {{ None }} | {{ unknown }} | {{ unknown.a }} | {{ _ }} | {{ __builtins__ }}
<b>bold</b> | <script>alert(1)</script> | <img src=x onerror=alert(1)> | <a href="javascript:alert(1)">x</a> | <iframe src="file:///etc/passwd"></iframe> | <style>@import 'http://example.org'</style> | <svg onload=alert(1)> | <!-- comment --> | <?php 1 ?> | <!DOCTYPE x> | <object data="file:///etc/passwd"> | <link rel=stylesheet href=http://example.org> | <base href="http://example.org"> | <meta http-equiv=refresh content=0> | <math><mi//xlink:href="data:x,<script>alert(4)</script>"> | <details open ontoggle=alert(1)> | <input autofocus onfocus=alert(1)> | </p><script>x</script> | <SCRIPT>x</SCRIPT> | <embed src="/etc/passwd"> | <form action=http://example.org> | <video src=x> | <x-y onclick=alert(1)> | <![CDATA[x]]>
"""

UNBALANCED = [
    "{{",
    "}}",
    "{{ }}",
    "{{ n",
    "{{ n }",
    "{#",
    "{# x #}",
    "{%",
    "%}",
    "{%%}",
    "{{ n }}{{",
    "{{ {{ n }} }}",
    "{{{ n }}}",
    "{{-n-}}",
    "{{ n -}}",
    "{{+ n }}",
    "{{ n " * 9,
]

GIVENS = [
    f"n: {{whole: [0, {10**40}]}}", f"n: {{whole: [-{10**39}, {10**39}], step: 7}}", f"n: {{whole: [0, {BIG}]}}", f"n: {{decimal: [0, {BIG}], step: 0.000001}}", "n: {decimal: [0, 1], step: 0." + "0" * 38 + "1}",
    "n: {whole: [9, 3]}", "n: {whole: [a, b]}", "n: {whole: [[1], [2]]}", "n: {whole: 3}", "n: {whole: [1, 2, 3]}", "n: {whole: []}", "n: {whole: [0.1, 0.2]}", "n: {whole: [1, 9], step: 0}", "n: {whole: [1, 9], step: -1}", "n: {whole: [1e3, 1e9]}",
    f"n: {{whole: [3, 9]}}\n      l: {{list: {{count: [1, {BIG}], of: {{a: {{whole: [1, 9]}}}}}}}}", "n: {whole: [3, 9]}\n      l: {list: {count: [50, 50], of: {a: {whole: [1, 1000000]}}}}",
    "n: {whole: [3, 9]}\n      l: {list: {count: 1000, of: {a: {whole: [1, 9]}}}}", "n: {list: {count: 2, of: {n: {list: {count: 2, of: {n: {whole: [1, 2]}}}}}}}", "n: {list: {count: [2, 2], of: {}}}", "n: {list: {count: [0, 0], of: {a: {whole: [1, 2]}}}}", "n: {list: []}",
    "n: {list: {count: [-1, 3], of: {a: {whole: [1, 2]}}}}", "n: {one_of: []}", "n: {one_of: 3}", "n: {one_of: [[1]]}", "n: {one_of: [{a: 1}]}", "n: {one_of: [null]}", "n: {one_of: [" + ", ".join(map(str, range(50_000))) + "]}",
    "n: {whole: [3, 9]}\n      s: {some_of: {k: 15, from: [" + ", ".join(f"w{at}" for at in range(30)) + "]}}", "n: {whole: [3, 9]}\n      s: {some_of: {k: 1000000000, from: [a, b]}}", "n: {some_of: {k: -1, from: [a]}}", "n: {some_of: {k: a, from: [a]}}",
    "n: {fact: nothing}", "n: {fact: f}", "n: {fact: ../../etc/passwd}", "n: {fact: [many]}", "n: {row: nothing}", "n: {row: [a]}", "n: {row: ../x}", "n: {}", "n: 3", "n: [whole]", "n: {whole: [1, 2], decimal: [1, 2]}", "n: {eval: 1}", "n: {__class__: 1}",
    *(f"n: {{whole: [3, 9]}}\n      c: {{faker: {name}}}" for name in ("__class__", "seed_instance", "binary", "zip", "tar", "json", "csv", "pybool", "unique", "add_provider", "random", "image", "file_path", "password", "_Generator__config", "provider", "parse", "format", "get_arguments", "set_formatter", "del_arguments", "nothing", "COMPANY", "company()", "py_object", "pystruct", "fixed_width", "dsv", "psv", "tsv", "xml", "enum", "optional", "random_choices", "profile", "texts")),
    *(f"n: {{whole: [3, 9]}}\n      c: {{faker: company, locale: {name}}}" for name in ("xx_XX", "../../etc", "en", "os", "__init__", "en_US.UTF-8", "de_DE; x", "C")),
    *(f"{name}: {{whole: [3, 9]}}" for name in ("__class__", "_", "__builtins__", "fact", "row", "sum", "lambda", "import", "None", "True", "ｎ", "ñ", "n\u0301", "n-m", "n.m", "n m", "1n", "''", "'n;import os'", "self", "loop", "config", "a" * 500, "v", "_k0", "n\u00a0", "ｌａｍｂｄａ")),
    "\n".join([f"g{at}: {{whole: [1, 1000]}}" if not at else f"      g{at}: {{whole: [1, 1000]}}" for at in range(3_000)]) + "\n      n: {whole: [3, 9]}",
]  # fmt: skip
_MAY_PASS = (
    "whole: [0",
    "whole: [-1",
    "count: [50, 50]",
    "k: 15",
    "decimal: [0",
    "w0",
    "self",
    "loop",
    "config",
    "v:",
    "n: {one_of: [0",
    "v: ",
)

WHERES = [
    "n > 9", "n < n", "false", "0", "n == 1/3", "n != n", "n % 2 == 2", "1 > 2 > 3", "n > 10**39", "n * 10**30 == 1",
    "any(n for k in fact['many'])", "all(k > n for k in fact['many'] for j in fact['many'])", "n in [1, 2]", "n", "'a'", "n > 'a'", "True", "1 == 1 == 1",
]  # fmt: skip

FILES = {
    "empty": "", "nothing": "null", "list": "[]", "number": "1", "text": "text", "nul": "a: \x00", "bell": "a: \x07", "bom inside": "a: \ufeffb", "override": "topic: a\u202eb", "nel": "a: 1\x85b: 2",
    "alias bomb": "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"{b}: &{b} [" + ", ".join([f"*{a}"] * 9) + "]\n" for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)),
    "self alias": "a: &a [*a]", "unknown alias": "a: *b", "merge": "a: &a {b: 1}\nc: {<<: *a}", "merge key": "<<: {format: 1}",
    **{f"tag {tag}": f"a: !!{tag} x" for tag in ("python/object/apply:os.system [touch CANARY]", "python/name:os.system", "python/module:os", "python/object/new:os.system", "binary", "timestamp", "set", "omap", "float", "map", "null")},
    "local tag": "a: !x y", "verbatim tag": "a: !<tag:x> y", "directive": "%TAG ! tag:x,2000:\n---\na: 1", "documents": "a: 1\n---\nb: 2", "end": "a: 1\n...\nb: 2",
    "deep list": "[" * 200_000, "deep map": "{" * 200_000, "deep dashes": "- " * 100_000, "deep keys": "? " * 100_000, "deep indent": "".join(" " * at + "a:\n" for at in range(900)), "deep quoted": "a: " + "[\"" * 100_000,
    "many keys": "".join(f"a{at}: 1\n" for at in range(60_000)), "same keys": "a: 1\n" * 60_000, "many commas": "[" + "," * 200_000, "one key": "a" * 900_000 + ": 1", "one scalar": "topic: " + "a" * 900_000, "one quoted": 'topic: "' + "a" * 900_000 + '"',
    "over a megabyte": "#" * 1_000_001, "escapes": 'topic: "' + "\\x00" * 100_000 + '"', "surrogate": 'topic: "\\ud800"', "huge number": f"format: {LONG}", "huge fraction": "format: 0." + "1" * 300_000, "leading zeros": "format: 017", "many anchors": "".join(f"a{at}: &a{at} 1\n" for at in range(30_000)),
    "tabs": "\t" * 100_000, "tab indent": "a:\n\tb: 1", "carriage returns": "a: 1\r" * 100, "unclosed": "a: [", "unclosed quote": "a: '", "percent": "a: %x", "at": "a: @x", "backquote": "a: `x`", "colon": "a: b: c", "brace": "a: {{ b }}", "many blanks": " " * 900_000, "many breaks": "\n" * 900_000,
    "many facts": "format: 1\ntopic: T\ndomain: secure\nfacts:\n" + "".join(f"  f{at}: {{}}\n" for at in range(30_000)),
    "many questions": "format: 1\ntopic: T\ndomain: secure\nquestions:\n" + "".join(f"  q{at}: {{kind: choice}}\n" for at in range(20_000)),
    "many unknown": "format: 1\ntopic: T\ndomain: secure\n" + "".join(f"topics{at}: 1\n" for at in range(40_000)),
    "many asks": topic(more="    uses: [" + ", ".join(f"fact-{at}" for at in range(50_000)) + "]"),
    "many enemies": topic(more="    enemies: [" + ", ".join(f"q{at}" for at in range(50_000)) + "]"),
    "many examples": topic(more="    examples:\n" + '      - {given: {n: 3}, key: "7"}\n' * 10_000),
    "many lets": topic(let="n\n" + "".join(f"      x{at}: n + {at}\n" for at in range(10_000))),
    "growing lets": topic(let="n * 10 ** 30\n" + "".join(f"      x{at}: x{'' if not at else at - 1} * x{'' if not at else at - 1}\n" for at in range(60))),
    "many wheres": topic(where="n > 0\n" + "      - n > 0\n" * 20_000),
    "many distractors": topic(more="".join(f'      d{at}: {{text: "{at}", why: Because.}}\n' for at in range(10_000))),
    "many rows": topic(more="    rows:\n      t:\n" + "".join(f"        r{at}: {{a: 1}}\n" for at in range(20_000)), given="      n: {row: t}"),
    "row calls itself": topic(more='    rows: {t: {a: {name: "{{ n.name }}{{ n.name }}"}, b: {name: x}}}', given="      n: {row: t}"),
    "long id": "format: 1\ntopic: T\ndomain: secure\nquestions:\n  " + "q" * 100_000 + ": {}\n", "regex id": "format: 1\ntopic: T\ndomain: secure\nquestions:\n  " + "a-" * 400 + "!: {}\n",
    "id with slash": "format: 1\ntopic: T\ndomain: secure\nquestions:\n  ../../q: {}\n", "long kind": topic(more="").replace("kind: choice", "kind: " + "x" * 100_000),
    "odd counts": topic(more="    options: 1000000000"), "no options": topic(more="    options: 0"), "pin nothing": topic(more="    pin: {last: nothing}"), "allow all": topic(more="    allow: {question-proof: 'no'}\n    options: 0"),
    "example list": topic(more="    examples: [{given: {n: [[[[1]]]]}, key: '6'}]"), "example number": topic(more=f"    examples: [{{given: {{n: {10**39}}}, key: '6'}}]"), "example name": topic(more="    examples: [{given: {__class__: 1}, key: '6'}]"), "example text": topic(more="    examples: [{given: {n: 3}, key: " + quoted("x" * 200_000) + "}]"),
}  # fmt: skip
_HARMLESS = {"n is n", "n"}
_FILES_MAY_PASS = ("carriage returns", "row calls itself")


def _listed(block: str) -> Iterator[str]:
    """The parts between bars, but not those of a Jinja filter."""
    for line in block.strip().split("\n"):
        for part in re.split(r" \| (?![^{}]*(?:\}\}|%\}))", line):
            yield part.strip().replace("CANARY", CANARY)


def attacks() -> list[Attack]:
    """Every attack, under a name that can be a topic's id."""
    found: list[tuple[str, str, bool]] = []
    for text in (*_listed(ESCAPES), "n | n"):
        found.append(("let", topic(let=quoted(text)), text not in _HARMLESS))
    for text in GROWTH:
        found.append(("growth", topic(let=quoted(text)), False))
    for text in WHERES:
        found.append(("where", topic(where=quoted(text)), False))
    for text in (*_listed(TEXTS), *UNBALANCED):
        found.append(("stem", topic(stem=quoted("How much is {{ n }}? " + text)), text not in _HARMLESS))
        found.append(("why", topic(why=quoted(text)), text not in _HARMLESS))
    for text in GIVENS:
        found.append(("given", topic(given="      " + text), not any(part in text for part in _MAY_PASS)))
    for name, text in FILES.items():
        found.append(("file", text, name not in _FILES_MAY_PASS))
    for pattern in ("{{ n }}", "**", "[", "`", "<", "![", "| a ", "> ", "- ", "#", "&#x41;", "[a](b)", "\\"):
        found.append(("markdown", topic(stem=quoted("{{ n }} " + pattern * 3_000)), False))
    return [Attack(f"{family}-{number}", text, refused) for number, (family, text, refused) in enumerate(found)]
