"""Turn ways to hang, swell or escape into questions: expressions, texts, draws, and whole questions that are merely huge."""

from __future__ import annotations

from tests.realize.questions import topic_of

EXPRESSIONS = [
    "2**10**9",
    "10**41",
    "(-3)**999",
    "n**1000",
    "2**-(10**9)",
    "9**9**9**9",
    "(10**39+1)/(10**39-1)/(10**38-7)",
    "1/(n-n)",
    "n % 0",
    "n // 0",
    "0**-1",
    "2**0.5",
    "n**half_",
    "1e999",
    "1e5",
    "0x10",
    "0b11",
    "1_000",
    "1j",
    "017",
    "99999999999999999999999999999999999999999999999999999999999999999999999999999",
    "0.0000000000000000000000000000000000000000000000000000000000000000000000001",
    "9" * 1900,
    "sum(i for i in range(10**9))",
    "sum(1 for i in [1]*10**9)",
    "sum(p.a for p in ps for q in ps for r in ps)",
    "sum(sum(sum(p.a for r in ps) for q in ps) for p in ps)",
    "sum([p.a for p in ps])",
    "sum({p.a for p in ps})",
    "max(p.a for p in ps if False)",
    "min(p.a for p in ps if p.a > 10**30)",
    "len(10)",
    "len('abc')",
    "sum(ps)",
    "ps",
    "ps[0].a",
    "case",
    "fact",
    "fact['two'].real",
    "fact['mesh']",
    "fact['silent']",
    "fact['sizes']",
    "fact[n]",
    "fact['two' + '']",
    "fact.get('two')",
    "fact['nothing']",
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "n.__class__",
    "n.real",
    "case.__class__",
    "case._x",
    "(lambda: 1)()",
    "(n := 5)",
    "[x for x in ps]",
    "{**ps}",
    "[*ps]",
    "f'{n}'",
    "f'{n!r:>{10**9}}'",
    "'a' * 10**9",
    "'a' + 'b'",
    "'%s' % n",
    "'a' < 'b'",
    "word == 3",
    "n == 'x'",
    "n and 1",
    "not n",
    "n if n else 1",
    "open('/etc/passwd').read()",
    "eval('1')",
    "exec('1')",
    "print(n)",
    "breakpoint()",
    "getattr(n, 'real')",
    "globals()",
    "v['n']",
    "v",
    "_add(1, 2)",
    "x_p",
    "await n",
    "yield n",
    "n is n",
    "n is not None",
    "None",
    "...",
    "b'x'",
    "~n",
    "n @ n",
    "n << 10**9",
    "n >> 1",
    "n | 1",
    "n & 1",
    "n ^ 1",
    "+n",
    "- - - - n",
    "-" * 1500 + "n",
    "not " * 400 + "True",
    "(" * 199 + "n" + ")" * 199,
    "(" * 900 + "n" + ")" * 900,
    "[" * 900,
    "n+" * 900 + "n",
    "n if True else " * 120 + "n",
    "n<" * 300 + "n",
    "ceil(" * 90 + "n" + ")" * 90,
    "n; n",
    "n\nn",
    "import os",
    "n = 5",
    "n # comment",
    "n \\\n + 1",
    "'unclosed",
    "round(n, 10**9)",
    "round(n, -5)",
    "round(n, 1, 1)",
    "round(number=n)",
    "abs()",
    "max()",
    "max(*ps)",
    "max(n, key=abs)",
    "min(n)",
    "any(ps)",
    "any(p.a for p in ps)",
    "all(n for n in ps)",
    "sum(p.a for fact in ps)",
    "sum(p.zzz for p in ps)",
    "sum(p.a for p in n)",
    "sum((yield) for p in ps)",
    "sum(p.a async for p in ps)",
    "sum(p.a for (p, q) in ps)",
    "sum(p.a for p in ps) ** 50",
    "\u0661 + 1",
    "\uff4e + 1",
    "n\u200b",
    "true + 1",
    "",
    "   ",
]

TEXTS = [
    "{{ n * 2 }}",
    "{{ n ~ n }}",
    "{{ n + 1 }}",
    "{{ -n }}",
    "{{ n ** 99999 }}",
    "{{ n() }}",
    "{{ n.bit_length() }}",
    "{{ range(10**9) }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ n.__class__ }}",
    "{{ case.__class__ }}",
    "{{ case['__class__'] }}",
    "{{ self }}",
    "{{ self.__init__ }}",
    "{{ config }}",
    "{{ loop.index }}",
    "{{ lipsum() }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner }}",
    "{{ namespace() }}",
    "{{ fact }}",
    "{{ fact.two }}",
    "{{ fact['two'].real }}",
    "{{ fact['mesh'] }}",
    "{{ fact['mesh']['nope'] }}",
    "{{ fact['silent'] }}",
    "{{ fact['flag'] }}",
    "{{ fact['sizes'] }}",
    "{{ fact['nope'] }}",
    "{{ fact[n] }}",
    "{{ ps }}",
    "{{ ps[0] }}",
    "{{ ps[0].a }}",
    "{{ case }}",
    "{{ xs[99] }}",
    "{{ xs[-1] }}",
    "{{ xs[0:1] }}",
    "{{ n[0] }}",
    "{{ 'text' }}",
    "{{ 5 }}",
    "{{ true }}",
    "{{ none }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ (1, 2) }}",
    "{{ n if n > 1 else 2 }}",
    "{{ n is defined }}",
    "{{ n > 1 }}",
    "{{ n | abs }}",
    "{{ n | attr('x') }}",
    "{{ n | format }}",
    "{{ n | map('upper') }}",
    "{{ n | safe }}",
    "{{ n | tojson }}",
    "{{ n | places }}",
    "{{ n | places(99999999) }}",
    "{{ n | places(-1) }}",
    "{{ n | places('2') }}",
    "{{ n | places(n) }}",
    "{{ n | places(digits=2) }}",
    "{{ n | places(*xs) }}",
    "{{ n | plural }}",
    "{{ n | plural('a') }}",
    "{{ word | plural('a', 'b') }}",
    "{{ word | places(2) }}",
    "{{ word | thousands }}",
    "{{ n | table('a: A') }}",
    "{{ ps | table }}",
    "{{ ps | table('zzz: Z') }}",
    "{{ ps | table(n) }}",
    "{{ ps | and_list }}",
    "{{ n | and_list }}",
    "{{ n | nosuch }}",
    "{% for p in ps %}x{% endfor %}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% set n = 5 %}",
    "{% macro m() %}x{% endmacro %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import path %}",
    "{% extends 'x' %}",
    "{% block b %}x{% endblock %}",
    "{% call m() %}x{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with a = 1 %}x{% endwith %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{% do n %}",
    "{% raw %}{{ n }}{% endraw %}",
    "{% raw %}{% for %}{% endraw %}",
    "{# a comment #}",
    "{% if n %}x{% endif %}",
    "{% if word %}x{% endif %}",
    "{% if n == word %}x{% endif %}",
    "{% if n > 'a' %}x{% endif %}",
    "{% if word > 'a' %}x{% endif %}",
    "{% if 1 < n < 5 %}x{% endif %}",
    "{% if n + 1 > 2 %}x{% endif %}",
    "{% if n in 5 %}x{% endif %}",
    "{% if n in word %}x{% endif %}",
    "{% if n > 1e99 %}x{% endif %}",
    "{% if n > 0.1234567890123456789012345678901234567890123456789012345678901234567890 %}x{% endif %}",
    "{% if f() %}x{% endif %}",
    "{% if %}x{% endif %}",
    "{% if n > 1 %}x",
    "{% endif %}",
    "{% nosuch %}",
    "{{ n",
    "n }}",
    "{{ }}",
    "{{ n }",
    "{% if n > 1 %}" * 300 + "x" + "{% endif %}" * 300,
    "{% if n > 1 %}" * 60 + "x" + "{% endif %}" * 60,
    "{{ " + "(" * 2000 + "n" + ")" * 2000 + " }}",
    "{{ n" + " | capital" * 3000 + " }}",
    "{{ n" + ".a" * 3000 + " }}",
    "{{ n" + "[0]" * 3000 + " }}",
    "{% if " + "not " * 3000 + "n > 1 %}x{% endif %}",
    "{% if n > 1" + " and n > 1" * 1500 + " %}x{% endif %}",
    "{{ n }}" * 2500,
    "{{ long }}" * 300,
    "x" * 30_000,
    "{{ undefined_name }}",
    "{{ n.nothing }}",
    "{{ case.nothing }}",
    "{{ missing | places(2) }}",
]

DRAWS = [
    "n: {whole: [1, 10000000000000000000000000000000000000000]}",
    "n: {whole: [-10000000000000000000000000000000000000000, 10000000000000000000000000000000000000000]}",
    "n: {decimal: [0, 10000000000000000000000000000000000000000], step: 0.000000000001}",
    "n: {whole: [1, 1]}",
    "n: {one_of: [0]}",
    "n: {one_of: [a, b]}",
    "n: {one_of: [true, false]}",
    "n: {one_of: [1, x, true]}",
    "n: {fact: silent}",
    "n: {fact: two}",
    "n: {fact: mesh}",
    "n: {fact: names}",
    "n: {faker: company}",
    "n: {faker: company, locale: xx_XX}",
    "n: {faker: binary}",
    "n: {faker: seed_instance}",
    "n: {faker: add_provider}",
    "n: {faker: json}",
    "n: {faker: zip}",
    "n: {faker: tar}",
    "n: {faker: image}",
    "n: {faker: random_int}",
    "n: {faker: credit_card_number}",
    "n: {faker: nosuch}",
    "n: {whole: [1, 9]}\n  a: {faker: company}\n  b: {faker: city}\n  c: {faker: name}\n  d: {faker: job}\n  e: {faker: word}",
    "n: {whole: [1, 9]}\n  big: {list: {count: [50, 50], of: {a: {whole: [1, 1000000]}, b: {whole: [1, 9]}, c: {whole: [1, 9]}}}}",
    "n: {whole: [1, 9]}\n  big: {list: {count: [1, 50], of: {" + ", ".join(f"f{at}: {{whole: [1, 9]}}" for at in range(30)) + "}}}",
    "n: {whole: [1, 9]}\n  big: {some_of: {k: 50, from: [" + ", ".join(str(at) for at in range(100)) + "]}}",
    "n: {whole: [1, 9]}\n  big: {one_of: [" + ", ".join(f"m{at}" for at in range(400)) + "]}",
    "n: {whole: [1, 9]}\n  sum: {whole: [1, 9]}",
    "n: {whole: [1, 9]}\n" + "\n".join(f"  m{at}: {{whole: [1, 1000000]}}" for at in range(29)),
    "n: {whole: [1, 9]}\n" + "\n".join(f"  m{at}: {{whole: [1, 1000000]}}" for at in range(60)),
]

_REST = """
stem: "How much is it for {{ n }}?"
options: 2
key: {text: "{{ n }}", why: "Right."}
distractors:
  other: {text: "another", why: "Wrong."}
"""
_GIVEN = """
kind: choice
given:
  n: {whole: [1, 9]}
  word: {one_of: [small, large]}
  long: {one_of: ["%s"]}
  xs: {some_of: {k: 2, from: [1, 2, 3]}}
  case: {row: cases}
  ps: {list: {count: [2, 3], of: {a: {whole: [1, 3]}, kind: {one_of: [p, q]}}}}
rows:
  cases:
    one: {name: One, size: 1}
    two: {name: Two, size: 2}
""" % ("y" * 500)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def heavy() -> dict[str, str]:
    """Questions in which nothing is refused by itself, and the whole is too much or nearly so."""
    lets = "\n".join(f"  a{at}: {'a' + str(at - 1) if at else 'n'} / 7 + n / {2 * at + 3}" for at in range(60))
    squares = "\n".join(f"  a{at}: {'a' + str(at - 1) if at else 'n + 0.5'} * {'a' + str(at - 1) if at else 'n + 0.5'}" for at in range(60))
    nested = "\n".join(f"  a{at}: sum(sum(p.a * q.a / 7 for q in ps) for p in ps)" for at in range(90))
    rows = "".join(f'    r{at}: {{name: "{{{{ n }}}} {"z" * 1500} {at}", why: "{"w" * 300}"}}\n' for at in range(90))
    members = ", ".join(f"m{at}" for at in range(200))
    return {
        "fractions": f"kind: choice\ngiven:\n  n: {{whole: [1, 5000]}}\nlet:\n{lets}\n{_REST}",
        "squares": f"kind: choice\ngiven:\n  n: {{whole: [1, 5000]}}\nlet:\n{squares}\n{_REST}",
        "nested": "kind: choice\ngiven:\n  n: {whole: [1, 9]}\n  ps: {list: {count: [50, 50], of: {a: {whole: [1, 999]}}}}\n"
        f"let:\n{nested}\n{_REST}",
        "rare": f"kind: choice\ngiven:\n  n: {{whole: [1, 10000000]}}\n  m: {{whole: [1, 10000000]}}\nwhere: [n == m]\n{_REST}",
        "rows": f"kind: choice\ngiven:\n  n: {{whole: [1, 5000]}}\n  case: {{row: t}}\nrows:\n  t:\n{rows}"
        'stem: "{{ n }} {{ case.name }}?"\nkey: {text: "{{ case.name }}", why: "{{ case.why }}"}\n'
        'distractors_from: {rows: t, text: "{{ row.name }}", why: "{{ row.why }}"}\n',
        "members": "kind: choice\ngiven:\n"
        + "".join(f"  {name}: {{one_of: [{members}]}}\n" for name in "abcdefghijklmopqrstu")
        + "  n: {whole: [1, 9]}\nwhere: ['a == b and c == d']\n"
        + _REST,
        "lists": f"kind: choice\ngiven:\n  n: {{whole: [1, 9]}}\n  ps: {{list: {{count: [1, 50], of: {{a: {{one_of: [{members}]}}}}}}}}\n"
        + "where: [\"all(p.a == 'm1' for p in ps)\"]\n"
        + _REST,
        "digits": 'kind: choice\nstem: "How much?"\nkey: {text: "'
        + "1,111" * 2000
        + '", why: "Right."}\ndistractors:\n'
        + "".join(f'  d{at}: {{text: "{"1,111" * 1900}{at}", why: "Wrong."}}\n' for at in range(6)),
        "tables": "kind: numeric\ngiven:\n  ps: {list: {count: [50, 50], of: {a: {one_of: ["
        + ", ".join("y" * 60 + str(at) for at in range(20))
        + "]}, b: {whole: [1, 9]}}}}\n"
        + 'stem: |\n  {{ ps | table("a: A", "b: B") }}\nanswer: {value: "sum(p.b for p in ps)", why: "{{ ps | table(\'a: A\') }}"}\n',
    }


def corpus() -> dict[str, str]:
    """Topic files by a name of what is in them."""
    found = {}
    for at, expression in enumerate(EXPRESSIONS):
        for field in ("let", "where"):
            body = f"let:\n  x: {_quoted(expression)}\n" if field == "let" else f"where:\n  - {_quoted(expression)}\n"
            found[f"{field} {at}: {expression[:40]}"] = topic_of({"q": _GIVEN + body + _REST})
    for at, text in enumerate(TEXTS):
        for field, rest in (
            ("stem", _REST.replace('stem: "How much is it for {{ n }}?"', f"stem: {_quoted(text)}")),
            ("why", _REST.replace('why: "Wrong."', f"why: {_quoted(text)}")),
        ):
            found[f"{field} {at}: {text[:40]}"] = topic_of({"q": _GIVEN + rest})
    for at, draw in enumerate(DRAWS):
        found[f"draw {at}: {draw[:40]}"] = topic_of({"q": f"kind: choice\ngiven:\n  {draw}\n{_REST}"})
    for name, body in heavy().items():
        found[f"heavy: {name}"] = topic_of({"q": body})
    return found
