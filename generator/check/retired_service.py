"""Turn the name of a service that is retired, renamed or closed to new customers into a warning.

A question asks what holds today: it uses today's name, and a service that a newcomer cannot have is no answer. A question may name one
where it tells of the change itself ("has used it for years", "closed to new customers"), or where a fact that it asks or uses does: one
that names the service and has a status (`outdated`, `imprecise`, `wrong`) or says what became of it.

Bad: `Which service delivers the stream to S3?` with the key `Amazon Kinesis Data Firehose`.
Good: the same with the key `Amazon Data Firehose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.printed import masked, written
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.fact import Fact
from generator.model.problem import Problem
from generator.realize.prove import Proof

RENAMED: dict[str, str] = {
    "Application Composer": "AWS Infrastructure Composer, since 2024-10",
    "Application Migration Service": "AWS Transform MGN, since 2026-06",
    "AWS SSO": "AWS IAM Identity Center, since 2022-07",
    "AWS Single Sign-On": "AWS IAM Identity Center, since 2022-07",
    "CloudEndure": "AWS Elastic Disaster Recovery or AWS Transform MGN, since 2024",
    "CloudFormation Designer": "AWS Infrastructure Composer, since 2025",
    "CloudWatch Events?": "Amazon EventBridge, since 2019-07",
    "Elasticsearch Service": "Amazon OpenSearch Service, since 2021-09",
    "Kinesis (?:Data )?Analytics": "Amazon Managed Service for Apache Flink, since 2023-08; SQL applications ended 2026-01",
    "Kinesis (?:Data )?Firehose": "Amazon Data Firehose, since 2024-02",
    "Personal Health Dashboard": "AWS Health Dashboard, since 2022-02",
    "QuickSight": "Amazon Quick Sight, a part of Amazon Quick, since 2025-10",
    "Server Migration Service": "AWS Transform MGN; ended 2022-03",
}
"""Patterns of old names, each with the new name and since when."""

CLOSED: dict[str, str] = {
    "App Runner": "closed to new customers 2026-04; Amazon ECS Express Mode",
    "Application Discovery Service": "closed to new customers 2025-11; AWS Transform",
    "Aurora Multi-Master": "ended 2023-02; an Aurora cluster with one writer",
    "Aurora Serverless v1": "ended 2025-03; Aurora Serverless v2",
    "AWS Cloud9": "closed to new customers 2024-07",
    "AWS Proton": "ended 2026-10",
    "AWS WAF Classic": "ended 2025-09; AWS WAF",
    "ClassicLink|EC2[- ]Classic": "ended 2022-08; a VPC",
    "CloudSearch": "closed to new customers 2024-07; Amazon OpenSearch Service",
    "CodeStar": "ended 2024-07",
    "Data Pipeline": "closed to new customers 2024-07; AWS Glue, Step Functions or Amazon MWAA",
    "Elastic Inference": "ended 2024-04; AWS Inferentia",
    "Elastic Transcoder": "ended 2025-11; AWS Elemental MediaConvert",
    "Elemental MediaStore": "ended 2025-11; Amazon S3",
    "Amazon Forecast": "closed to new customers 2024-07; Amazon SageMaker Canvas",
    "Fraud Detector": "closed to new customers 2025-11; SageMaker AI or AWS WAF",
    "FSx File Gateway": "closed to new customers 2024-10; FSx for Windows File Server",
    "Inspector Classic": "ended 2026-05; Amazon Inspector",
    "IoT Analytics|IoT Events": "ended 2025-12, 2026-05",
    "[Ll]aunch [Cc]onfigurations?": "not for accounts since 2023-01; launch templates",
    "Lookout for (?:Equipment|Metrics|Vision)": "ended 2025-10, for Equipment 2026-10",
    "Migration Hub": "closed to new customers 2025-11; AWS Transform",
    "[Oo]rigin [Aa]ccess [Ii]dentit(?:y|ies)|OAIs?": "legacy since 2022-08; origin access control",
    "OpsWorks": "ended 2024-05; AWS Systems Manager",
    "Pinpoint": "ended 2026-10; Amazon Connect, AWS End User Messaging",
    "QLDB|Quantum Ledger Database": "ended 2025-07; Aurora PostgreSQL",
    "S3 Object Lambda": "closed to new customers 2025-11",
    "S3 Select|Glacier Select": "closed to new customers 2024-07; Amazon Athena",
    "Snowball(?: Edge)?|AWS Snow Family": "closed to new customers 2025-11; AWS DataSync, AWS Data Transfer Terminal",
    "Snowcone": "ended 2024-11; AWS DataSync, AWS Data Transfer Terminal",
    "Snowmobile": "ended 2024-03; AWS DataSync, AWS Data Transfer Terminal",
    "[Ss]pot [Bb]locks?": "ended 2022-12",
    "Timestream for LiveAnalytics": "closed to new customers 2025-06; Timestream for InfluxDB",
    "WorkDocs": "ended 2025-04",
}
"""Patterns of services and features that a newcomer cannot have, each with since when and what to use."""

_NAMES = {**RENAMED, **CLOSED}
_ANY = re.compile(rf"(?<![\w-])(?=[A-Z]|launch|origin|spot)(?:{'|'.join(f'({pattern})' for pattern in _NAMES)})(?![\w-])")
_CHANGE = re.compile(
    r"\b(?:existing|new|current) customers?\b|\bnewcomers?\b|\bfor (?:many )?years\b|\bclosed to\b|\bsuccessors?\b|\bformer(?:ly)?\b"
    r"|\b(?:retired|renamed|withdrawn|discontinued|replaced by)\b|\bnew name\b|\bnewer name\b"
)


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Old names in a question's texts, unless a fact of the question tells of the change."""
    hints = list(_NAMES.values())
    for id, question in bank.questions.items():
        sources = list(written(question))
        named = [(source, found) for source in sources for found in _ANY.finditer(masked(source.text))]
        if not named or any(_CHANGE.search(source.text) for source in sources):
            continue
        told = {number for name in question.all_asks | question.all_uses if name in bank.facts for number in _told(bank.facts[name])}
        for source, found in named:
            number = found.lastindex or 1
            if number not in told:
                place, what = source.at(found.start()), hints[number - 1]
                message = "a service or feature that is retired, renamed or closed to new customers"
                yield Finding(Problem(place, "retired-service", message, got=found[0], hint=what, severity="warning"), id)


def _told(fact: Fact) -> set[int]:
    """The numbers of the names whose change a fact tells."""
    if fact.status == "ok" and not _CHANGE.search(fact.says):
        return set()
    return {found.lastindex or 1 for found in _ANY.finditer(f"{fact.says}\n{fact.notes_say}")}
