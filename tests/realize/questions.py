"""Turn a few lines of YAML into questions and facts, through the bank's own reader."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from generator.bank.linking import Linker
from generator.bank.topics import read_topic
from generator.model.fact import Fact
from generator.model.item import Item
from generator.model.problem import Problem
from generator.model.question import Question
from generator.model.seed import Seed
from generator.realize.prove import Proof, prove
from generator.realize.realize import realize

HEAD = "format: 1\ntopic: A topic\ndomain: secure\n"
FACTS = """\
two: {says: Two., value: 2}
half: {says: A half., value: 0.5}
word: {says: A word., value: strong}
flag: {says: A flag., value: false}
sizes: {says: Sizes., value: [1, 2, 4, 8]}
names: {says: Names., value: [red, green, blue]}
mesh: {says: A mesh., values: {vpcs: 4, connections: 6, zones: [a, b]}}
silent: {says: No value.}
"""
COMMON = "asks: [two]\nuses: [half, word, flag, sizes, names, mesh, silent]\nlevel: apply\ndifficulty: 2\nseconds: 60\n"
FILE = "topic.yaml"


def read(text: str) -> tuple[dict[str, Question], dict[str, Fact], list[Problem]]:
    """Questions by name, facts and problems of a whole topic file."""
    topic = read_topic(text.encode(), FILE, "bank", "chapter", "topic")
    linker = Linker([topic])
    linker.link()
    return {question.name: question for question in linker.questions.values()}, linker.facts, [*topic.problems, *linker.problems]


def topic_of(questions: Mapping[str, str], facts: str = FACTS) -> str:
    """The text of a topic file with these questions; what all have in common is added."""
    parts = [HEAD, "facts:\n", textwrap.indent(facts, "  "), "questions:\n"]
    for name, body in questions.items():
        lines = textwrap.dedent(body).lstrip("\n")
        said = {line.partition(":")[0] for line in lines.splitlines()}
        common = "".join(f"{line}\n" for line in COMMON.splitlines() if line.partition(":")[0] not in said)
        parts += [f"  {name}:\n", textwrap.indent(lines.rstrip() + "\n" + common, "    ")]
    return "".join(parts)


def question_of(body: str, facts: str = FACTS) -> tuple[Question, dict[str, Fact]]:
    """One question, which the reader finds nothing wrong with."""
    questions, known, problems = read(topic_of({"q": body}, facts))
    assert not problems, "\n".join(map(str, problems))
    return questions["q"], known


def proof_of(body: str, facts: str = FACTS) -> Proof:
    """Its proof."""
    return prove(*question_of(body, facts))


def rules_of(body: str, facts: str = FACTS) -> list[str]:
    """The rules that its proof finds broken."""
    return [problem.rule for problem in proof_of(body, facts).problems]


def item_of(body: str, seed: str = "test", rank: int | None = None, facts: str = FACTS) -> Item:
    """One item."""
    question, known = question_of(body, facts)
    return realize(question, known, Seed.of(seed), Seed.of("ids").child(seed), rank)


MESH = """
kind: choice
given:
  n: {whole: [4, 12]}
  company: {faker: company}
let:
  links: n * (n - 1) / fact["two"]
  star: n - 1
  twice: n * (n - 1)
  with_itself: n * (n + 1) / fact["two"]
  one_short: (n - 1) * (n - 2) / fact["two"]
  square: n * n
stem: |
  {{ company }} connects {{ n }} VPCs with VPC peering so that each VPC can reach every other one.
  How many peering connections does it need?
key:
  text: "{{ links }}"
  why: "Each of the {{ n }} VPCs pairs with {{ star }} others, and the two ends of a pair share one connection."
distractors:
  hub-and-spoke: {text: "{{ star }}", why: "That is a star, and peering is not transitive."}
  counted-twice: {text: "{{ twice }}", why: "This counts each connection from both ends."}
  ring: {text: "{{ n }}", why: "A ring leaves some pairs without a connection of their own."}
  pairs-itself: {text: "{{ with_itself }}", why: "This pairs each VPC with itself as well."}
  forgot-one: {text: "{{ one_short }}", why: "This joins all but one of the VPCs."}
  all-cells: {text: "{{ square }}", why: "This counts every cell of the table, both directions and the diagonal."}
examples:
  - {given: {n: 4}, key: "6"}
"""

POLICY = """
kind: choice
given:
  case: {row: needs}
  site: {one_of: [ticket shop, learning portal, news site, booking service]}
rows:
  needs:
    failover:
      asks: [two]
      policy: Failover routing
      need: a standby copy must answer only while the health check of the primary fails
      why: "Failover routing is active-passive."
      why_not: "It answers with the standby only when the primary is down."
    weighted:
      asks: [half]
      policy: Weighted routing
      need: a tenth of the visitors must see the new version
      why: "Weights split the answers."
      why_not: "It splits the answers by weight."
    latency:
      asks: [word]
      policy: Latency routing
      need: each visitor must reach the Region that answers fastest
      why: "Latency routing compares the Regions."
      why_not: "It compares latency only."
    geolocation:
      asks: [flag]
      policy: Geolocation routing
      need: visitors of one country must see their own rules
      why: "Geolocation routing looks at the place of the visitor."
      why_not: "It looks at the place of the visitor."
    multivalue:
      asks: [sizes]
      policy: Multivalue answer routing
      need: up to eight healthy addresses must be returned at once
      why: "Multivalue answers return up to eight healthy records."
      why_not: "It returns several records at random."
stem: |
  For a {{ site }}, {{ case.need }}. Which Route 53 routing policy meets this?
key: {text: "{{ case.policy }}", why: "{{ case.why }}"}
distractors_from: {rows: needs, text: "{{ row.policy }}", why: "{{ row.why_not }}"}
asks: []
uses: []
"""

BALANCERS = """
kind: multiple
right: 2
options: 5
stem: "A payment gateway listens on a TCP port of its own. Which statements speak for a Network Load Balancer?"
keys:
  unbroken: {text: "It passes the connection on unbroken", why: "It works at layer 4.", asks: [two]}
  static-address: {text: "It has one static address for each zone", why: "Partners can list it.", asks: [half]}
  fast: {text: "It takes millions of requests a second", why: "It does less.", asks: [word]}
distractors:
  cookies: {text: "It keeps a session by cookie", why: "That is layer 7."}
  paths: {text: "It routes by path", why: "That needs HTTP."}
  hosts: {text: "It routes by host name", why: "That needs HTTP, too."}
  rules: {text: "It has listener rules", why: "Those belong to the other one."}
  users: {text: "It signs users in", why: "It does not read requests."}
asks: []
"""

PATTERNS = """
kind: numeric
asks: [rcu-size, eventual-half]
uses: []
unit: read capacity units
given:
  patterns:
    list: {count: [2, 4], of: {rate: {whole: [4, 40], step: 2}, kb: {decimal: [0.6, 11.9], step: 0.1}, mode: {one_of: [strong, eventual]}}}
where:
  - any(p.mode == "eventual" for p in patterns)
  - all(p.kb % fact["rcu-size"] != 0 for p in patterns)
let:
  half: fact["eventual-half"]
  all_strong: sum(p.rate * ceil(p.kb / fact["rcu-size"]) for p in patterns)
  needed: sum(p.rate * ceil(p.kb / fact["rcu-size"]) * (half if p.mode == "eventual" else 1) for p in patterns)
  pooled: ceil(sum(p.rate * p.kb * (half if p.mode == "eventual" else 1) for p in patterns) / fact["rcu-size"])
  down: ceil(sum(p.rate * floor(p.kb / fact["rcu-size"]) * (half if p.mode == "eventual" else 1) for p in patterns))
stem: |
  A table serves these access patterns, each reading single items.

  {{ patterns | table("rate: reads a second", "kb: item size in KB", "mode: consistency") }}

  How many read capacity units does it need?
answer:
  value: ceil(needed)
  tolerance: 0
  why: "Each item rounds up to {{ fact['rcu-size'] }} KB, an eventual read costs half, and the sum is {{ needed }}."
wrong:
  forgot-half: {value: all_strong, why: "An eventually consistent read costs half."}
  pooled-then-rounded: {value: pooled, why: "Each item is rounded up by itself."}
  rounded-down: {value: down, why: "A started block of {{ fact['rcu-size'] }} KB counts in full."}
examples:
  - {given: {patterns: [{rate: 12, kb: 6.5, mode: strong}, {rate: 8, kb: 2.1, mode: eventual}]}, answer: 28}
"""
PATTERN_FACTS = "rcu-size: {says: Four KB., value: 4}\neventual-half: {says: Half., value: 0.5}\n"
BANK_EXAMPLES = {"full-mesh": (MESH, FACTS), "policy": (POLICY, FACTS), "nlb": (BALANCERS, FACTS), "patterns": (PATTERNS, PATTERN_FACTS)}
