"""Turn a few items written by hand into papers of any size: what the tests of rendering look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from generator.kinds.table import KINDS
from generator.model.fact import FactNote
from generator.model.item import AnswerRow, Item, NumericAnswer, Option, WrongNumber
from generator.model.paper import Form, Paper, Policy, Slot
from generator.model.record import signed
from generator.model.seed import Seed

SEED = "0123456789abcdef0123456789abcdef"
Row = tuple[str, str, str, bool]

FACTS = (
    FactNote(
        "aws-saa/advanced-vpc/vpc-peering#mesh-of-four",
        "Four VPCs need six connections for a full mesh.",
        (1486, 1486),
        True,
        "arithmetic",
        "2026-11-23",
        "ok",
        "",
    ),
    FactNote(
        "aws-saa/advanced-vpc/vpc-peering#not-transitive",
        "Peering is not transitive; A-B and B-C do not join A and C.",
        (1484, 1484),
        True,
        "Amazon VPC Peering Guide, VPC peering limitations",
        "2026-11-23",
        "ok",
        "",
    ),
    FactNote(
        "aws-saa/dynamodb/capacity#read-unit",
        "One read capacity unit is one strongly consistent read a second of up to 4 KB; an eventually consistent read costs half of it.",
        (2210, 2213),
        True,
        "Amazon DynamoDB Developer Guide, Provisioned capacity mode",
        "2026-11-23",
        "ok",
        "",
    ),
    FactNote(
        "aws-saa/cloudfront/signed#cookies",
        "Signed cookies give access to several files without changing their addresses; a signed "
        "URL is for one file or for players without cookies.",
        (3120, 3124),
        False,
        "Amazon CloudFront Developer Guide, Serve private content",
        "2026-11-23",
        "ok",
        "",
    ),
    FactNote(
        "aws-saa/s3/storage-classes#glacier-instant",
        "Glacier Instant Retrieval returns an object within milliseconds.",
        (841, 841),
        True,
        "Amazon S3 User Guide, Understanding and managing storage classes",
        "2026-11-23",
        "outdated",
        "that every Glacier class needs minutes or hours before an object can be read",
    ),
)


def _lettered(
    name: str,
    domain: str,
    topic: str,
    stem: str,
    rows: Sequence[Row],
    *,
    kind: str = "choice",
    explanation: str = "",
    facts: Sequence[int] = (0,),
    level: str = "apply",
    difficulty: int = 3,
    free: bool = True,
) -> Item:
    ids = Seed.of(name)
    options = tuple(Option(author, ids.child("option").letters(author, 8), text, why, right) for author, text, why, right in rows)
    return Item(
        question=f"aws-saa/{topic.lower().replace(' ', '-')}/{name}",
        kind=kind,
        domain=domain,
        chapter="chapter-canary",
        topic=topic.lower().replace(" ", "-"),
        topic_title=topic,
        level=level,
        difficulty=difficulty,
        seconds=90,
        variant=f"variant-{name}",
        stem=stem,
        instruction=KINDS[kind].instruction(sum(option.right for option in options)),
        explanation=explanation,
        asks=tuple(FACTS[at].id for at in facts),
        uses=(),
        options=options,
        free=free,
    )


def _mesh(n: int) -> Item:
    return _lettered(
        f"full-mesh-{n}",
        "high-performing",
        "VPC Peering",
        f"Harmon Freight connects {n} VPCs with VPC peering so that each VPC can reach every other one directly. How many peering "
        "connections does it need?",
        [
            ("hub-and-spoke", f"{n - 1}", "That is a star, and peering is not transitive.", False),
            ("ring", f"{n}", "A ring leaves some pairs without a connection of their own.", False),
            (
                "key",
                f"{n * (n - 1) // 2}",
                f"Each of the {n} VPCs pairs with {n - 1} others, and the two ends of a pair share one connection.",
                True,
            ),
            ("counted-twice", f"{n * (n - 1)}", "This counts each connection from both ends.", False),
        ],
        explanation=f"With {n} VPCs there are {n} \u00d7 {n - 1} / 2 pairs.",
        facts=(0, 1),
        free=False,
    )


def _capacity(n: int) -> Item:
    return _lettered(
        f"read-units-{n}",
        "cost-optimized",
        "DynamoDB capacity",
        "A table serves two access patterns. Both read single items, and capacity is provisioned.\n\n"
        "| pattern | reads a second | item size | consistency |\n|:--|--:|--:|:--|\n"
        f"| checkout | {n} | 6.5 KB | strong |\n| catalogue | {n // 2 + 2} | 2.1 KB | eventual |\n\n"
        "How many read capacity units does the table need?",
        [
            ("forgot-rounding", f"{n + 7} read capacity units", "This multiplies sizes without rounding each item up to 4 KB.", False),
            (
                "key",
                f"{2 * n + 4} read capacity units",
                "Each strong read of 6.5 KB costs two units; each eventual read of 2.1 KB costs half a unit.",
                True,
            ),
            ("all-strong", f"{2 * n + 8} read capacity units", "This reads the catalogue with strong consistency, too.", False),
            ("write-units", f"{7 * n} read capacity units", "This rounds to 1 KB, as writes do.", False),
        ],
        explanation="Round each item up to the next 4 KB **before** multiplying; never round the sum.",
        facts=(2,),
        free=False,
        level="analyze",
    )


def _signed(n: int) -> Item:
    return _lettered(
        f"private-content-{n}",
        "secure",
        "CloudFront",
        "A media company serves one large file to each paying subscriber from CloudFront. The player cannot store cookies, and the origin "
        "must not be reachable directly. Which measures meet the need?",
        [
            (
                "key",
                "Require signed URLs on the behavior that serves the files.",
                "A signed URL is for one file and needs no cookie.",
                True,
            ),
            ("cookies-anyway", "Require signed cookies on the behavior that serves the files.", "The player cannot store cookies.", False),
            (
                "oac",
                "Make the bucket reachable through origin access control only.",
                "Then only the distribution can read the bucket.",
                True,
            ),
            (
                "balancer-before",
                "Put the distribution behind a Network Load Balancer.",
                "A distribution has no load balancer before it.",
                False,
            ),
            (
                "zero-ttl",
                f"Set the default TTL to `{n}` so that each request reaches the origin.",
                "Caching decides nothing about access.",
                False,
            ),
        ],
        kind="multiple",
        explanation="Two holes are open here, and each measure closes one of them.",
        facts=(3,),
    )


def _scaling(n: int) -> Item:
    return _lettered(
        f"target-tracking-{n}",
        "resilient",
        "Auto Scaling",
        f"An Auto Scaling group has minimum 2, desired 4 and maximum {n + 4}. A target-tracking policy holds average "
        f"CPU at 40 %. During a sale "
        "the four instances run at 75 %. What does the group do next?",
        [
            (
                "key",
                f"It launches instances until the average falls to about 40 %, at most {n + 4}.",
                "Target tracking adds what the metric needs.",
                True,
            ),
            ("one-at-a-time", "It launches exactly one instance and waits for the cooldown.", "That is a simple scaling policy.", False),
            (
                "bigger-type",
                "It replaces the four instances with a larger type.",
                "A group scales out; it does not change its type.",
                False,
            ),
            (
                "desired-fixed",
                "It does nothing, because desired capacity has not changed.",
                "The policy changes desired capacity itself.",
                False,
            ),
        ],
    )


def _policy(n: int) -> Item:
    return _lettered(
        f"bucket-policy-{n}",
        "secure",
        "S3 security",
        "An administrator attaches this statement to the policy of the bucket `invoices`:\n\n"
        '```json\n{\n  "Effect": "Deny",\n  "Principal": "*",\n  "Action": "s3:*",\n  "Resource": "arn:aws:s3:::invoices/*",\n'
        '  "Condition": {"Bool": {"aws:SecureTransport": "false"}}\n}\n```\n\n'
        "No other statement mentions the bucket. A user of the same account, whose own policy allows `s3:GetObject` on "
        "every bucket, reads an "
        "object over HTTPS. What happens, and why?",
        [
            (
                "needs-allow-in-both",
                "The read is refused, because a bucket policy with a `Deny` needs an explicit `Allow` beside it.",
                "Within one account either policy may allow.",
                False,
            ),
            (
                "key",
                "The read succeeds: the denial holds only for requests without TLS, and within one account an `Allow` in the user's own "
                "policy is enough.",
                "The condition does not match, and the identity policy allows.",
                True,
            ),
            (
                "deny-always-wins",
                "The read is refused, because an explicit denial for every principal and every action always wins over a policy "
                "of the user, whatever the condition says.",
                "A statement whose condition does not match says nothing.",
                False,
            ),
            (
                "policy-order",
                "The outcome depends on which of the two policies was changed last.",
                "The order of policies plays no part.",
                False,
            ),
        ],
        explanation="A denial only counts when its condition matches the request.",
        facts=(1,),
        level="analyze",
        difficulty=4,
    )


def _statement(n: int) -> Item:
    right = n % 2 == 0
    return dataclasses.replace(
        _lettered(
            f"instant-retrieval-{n}",
            "cost-optimized",
            "S3 storage classes",
            "An object in S3 Glacier Instant Retrieval can be read within milliseconds, without a restore request."
            if right
            else "An object in S3 Glacier Instant Retrieval must be restored before it can be read.",
            [
                ("true", "True", "It is read like any other object; what costs more is each retrieval.", right),
                ("false", "False", "It is read like any other object; what costs more is each retrieval.", not right),
            ],
            kind="true_false",
            explanation="The notes have that every Glacier class needs a restore; that no longer holds.",
            facts=(4,),
            level="remember",
            difficulty=1,
            free=False,
        ),
    )


def _transfer(n: int) -> Item:
    return Item(
        question=f"aws-saa/migration/days-{n}",
        kind="numeric",
        domain="cost-optimized",
        chapter="chapter-canary",
        topic="snow",
        topic_title="Moving data",
        level="apply",
        difficulty=3,
        seconds=120,
        variant=f"variant-days-{n}",
        stem=f"A laboratory moves {n * 9} TB over a line of 1 Gbit/s and can use 80 % of it. Take 1 TB as 10^12 bytes and a day as 86,400 "
        "seconds. How many **whole days** does the transfer take?",
        instruction="",
        explanation=f"{n * 9} \u00d7 8,000 Gbit / 0.8 Gbit/s / 86,400 s, rounded up.",
        asks=(FACTS[0].id,),
        uses=(),
        unit="days",
        answer=NumericAnswer(
            str(-(-n * 9 * 8000 * 10 // 8 // 86400)),
            "0",
            "A day that has begun counts.",
            (WrongNumber("bits-for-bytes", "2", "This takes bytes for bits."), WrongNumber("whole-line", "7", "This uses the whole line.")),
        ),
    )


def _network(n: int) -> Item:
    return _lettered(
        f"hybrid-{n}",
        "resilient",
        "Direct Connect",
        f"{['Brightwater Insurance', 'A logistics company', 'Nordfjord Seafood'][n % 3]} reaches its VPCs over one AWS "
        f"Direct Connect connection "
        "of 10 Gbit/s. A failure of the line last month cut off the trading floor for six hours. Management asks for a "
        "second path that takes "
        "over by itself, costs as little as possible while it is idle, and may carry less traffic than the first. Which solution is MOST "
        "cost-effective?",
        [
            (
                "second-line",
                "Order a second Direct Connect connection of 10 Gbit/s at the same location and put both into one link aggregation group.",
                "It costs as much as the first while idle, and the location itself stays a single point of failure.",
                False,
            ),
            (
                "key",
                "Set up a Site-to-Site VPN to the same gateway and let BGP prefer the Direct Connect connection while it is up.",
                "A VPN costs little while idle, and BGP moves the routes by itself.",
                True,
            ),
            (
                "peering-abroad",
                "Peer the VPCs with VPCs of a second Region and route the office's traffic through it.",
                "The office still has one line only.",
                False,
            ),
            (
                "manual-vpn",
                "Keep the definition of a VPN connection as a template and create it by hand when the line fails.",
                "It does not take over by itself.",
                False,
            ),
        ],
        explanation="Price while idle and failover by itself decide; bandwidth is explicitly allowed to fall.",
        facts=(1,),
        difficulty=4,
    )


def _three(n: int) -> Item:
    return _lettered(
        f"three-tier-{n}",
        "resilient",
        "High availability",
        "A three-tier application runs in one Availability Zone: two web servers behind a load balancer, one "
        "application server with sessions in "
        "its memory, and a MySQL database on an instance. It must survive the loss of a zone **without losing "
        "sessions**. Which changes are "
        "needed?",
        [
            ("key-a", "Move the sessions to ElastiCache with replicas in a second zone.", "Sessions must outlive their server.", True),
            ("bigger", "Move the application server to an instance type with more memory.", "A larger server is still one server.", False),
            (
                "key-b",
                "Spread web and application servers over two zones with Auto Scaling groups.",
                "Servers must stand in two zones.",
                True,
            ),
            ("read-replica", "Add a read replica of the database in the same zone.", "It is lost with the zone.", False),
            ("key-c", "Move the database to an RDS Multi-AZ deployment.", "The standby takes over by itself.", True),
            ("cdn", "Put CloudFront before the load balancer.", "It caches; it does not keep a lost zone's sessions.", False),
        ],
        kind="multiple",
        facts=(1, 2),
        level="analyze",
        difficulty=5,
    )


def _subnet(n: int) -> Item:
    return _lettered(
        f"subnet-{n}",
        "resilient",
        "Subnets",
        f"A subnet must hold {16 * n + 3} network interfaces at once and as few unused addresses as possible. Which is "
        f"the **smallest** CIDR "
        "block that fits?",
        [
            ("too-small", "/27", "32 addresses, five of them reserved.", False),
            ("forgot-reserved", "/26", "64 addresses, five of them reserved.", False),
            ("key", "/25", "128 addresses, 123 of them free.", True),
            ("one-too-many", "/24", "Twice what is needed.", False),
        ],
        free=False,
    )


def _rows(item: Item, texts: Mapping[str, str]) -> Item:
    """The item with a row for each of these author ids."""
    public = {option.author_id: option.public_id for option in item.options}
    return dataclasses.replace(item, rows=tuple(AnswerRow(text, public[author]) for author, text in texts.items()))


def _matching(n: int) -> Item:
    item = _lettered(
        f"policy-for-each-need-{n}",
        "resilient",
        "Route 53 routing",
        "A company serves several websites with Route 53. Match each requirement to the routing policy that meets it.",
        [
            ("weighted", "Weighted routing", "It sends each record its share of the traffic.", True),
            ("latency", "Latency-based routing", "It answers with the Region that is fastest for the client.", True),
            ("simple", "Simple routing", "It has neither health checks nor conditions.", False),
            ("failover", "Failover routing", "It answers with the standby only while the primary is unhealthy.", True),
            ("geolocation", "Geolocation routing", "It answers by the country of the client.", True),
        ],
        kind="matching",
        level="understand",
    )
    return _rows(
        item,
        {
            "failover": "A standby site answers **only** while the health check of the primary fails.",
            "geolocation": "Visitors from Norway see a page in Norwegian, wherever it is served from.",
            "weighted": f"A new version gets {n} % of the requests during a trial.",
            "latency": "Players reach the Region that responds fastest for them.",
        },
    )


def _ordering(n: int) -> Item:
    item = _lettered(
        f"launch-order-{n}",
        "high-performing",
        "Auto Scaling",
        f"An Auto Scaling group of at most {n} instances has a lifecycle hook for launches. In which order do these happen?",
        [
            ("in-service", "The instance receives traffic from the load balancer.", "Traffic comes to what is in service.", True),
            (
                "pending",
                "The instance is launched and waits in state `Pending:Wait` now.",
                "A hook keeps a launched instance waiting.",
                True,
            ),
            ("alarm", "An alarm raises the desired capacity.", "The group acts on the capacity that is wanted.", True),
            ("complete", "The script completes the lifecycle action.", "Only then does the instance go on.", True),
        ],
        kind="ordering",
    )
    return _rows(item, dict.fromkeys(("alarm", "pending", "complete", "in-service"), ""))


MAKERS: tuple[Callable[[int], Item], ...] = (
    _mesh,
    _capacity,
    _signed,
    _scaling,
    _network,
    _policy,
    _statement,
    _transfer,
    _three,
    _subnet,
    _network,
    _scaling,
    _signed,
    _matching,
    _ordering,
)


def paper(
    count: int = 65,
    *,
    pilots: int = 15,
    minutes: int | None = None,
    makers: Sequence[Callable[[int], Item]] = MAKERS,
    title: str = "Solutions Architect Associate",
) -> Paper:
    """A signed paper of so many items, every fourth of them a pilot until there are `pilots`."""
    items = [makers[at % len(makers)](4 + at // len(makers)) for at in range(count)]
    trial = set(range(2, count, 4)[:pilots])
    slots = tuple(Slot(f"1.{at}", at, at - 1 in trial, (item,)) for at, item in enumerate(items, 1))
    return paper_of(slots, minutes=minutes or 2 * count, title=title)


def paper_of(slots: Sequence[Slot], *, minutes: int = 10, title: str = "Solutions Architect Associate") -> Paper:
    """A signed paper of one form with these slots."""
    return signed(
        Paper(
            code="",
            made_with="examwright 0.1.0",
            seed=SEED,
            title=title,
            blueprint="saa-c03",
            minutes=minutes,
            cut=720,
            scoring="all-or-nothing",
            policy=Policy(),
            banks=(("aws-saa", "0" * 64),),
            forms=(Form(1, tuple(slots)),),
            facts={fact.id: fact for fact in FACTS},
        )
    )


def rows_paper() -> Paper:
    """Questions with numbered rows between others: a choice, pairs, a number, steps."""
    return paper(4, makers=(_scaling, _matching, _transfer, _ordering), pilots=0)
