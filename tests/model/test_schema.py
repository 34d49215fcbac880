"""The documented schema of paper.json is the one that is read; `python tests/model/test_schema.py` writes it anew."""

import json
from pathlib import Path

from generator.model.paper import Paper
from generator.model.record import dump_paper
from generator.model.schema import schema
from tests.render.papers import paper

DOCUMENT = Path(__file__).parents[2] / "docs" / "paper.schema.json"


def text() -> str:
    return json.dumps(schema(Paper), indent=1) + "\n"


def test_the_document_is_up_to_date() -> None:
    assert DOCUMENT.read_text() == text()


def fits(data: object, rule: dict[str, object], definitions: dict[str, dict[str, object]]) -> bool:
    """A validator of the few keywords that the schema uses."""
    if "$ref" in rule:
        return fits(data, definitions[str(rule["$ref"]).rsplit("/", 1)[-1]], definitions)
    if "anyOf" in rule:
        return any(fits(data, one, definitions) for one in rule["anyOf"])  # type: ignore[attr-defined]
    if "enum" in rule:
        return data in rule["enum"]  # type: ignore[operator]
    kinds = {"string": str, "integer": int, "boolean": bool, "null": type(None), "array": list, "object": dict}
    if type(data) is not kinds[str(rule["type"])]:
        return False
    if isinstance(data, list):
        rules = rule.get("prefixItems") or [rule["items"]] * len(data)
        return len(rules) == len(data) and all(map(lambda one, part: fits(one, part, definitions), data, rules))  # type: ignore[arg-type]
    if isinstance(data, dict) and "properties" in rule:
        properties: dict[str, dict[str, object]] = rule["properties"]  # type: ignore[assignment]
        known = set(rule["required"]) <= set(data) <= set(properties)  # type: ignore[call-overload]
        return known and all(fits(member, properties[name], definitions) for name, member in data.items())
    return not isinstance(data, dict) or all(fits(one, rule["additionalProperties"], definitions) for one in data.values())  # type: ignore[arg-type]


def test_a_paper_fits_and_a_changed_one_does_not() -> None:
    whole = schema(Paper)
    definitions = whole["$defs"]
    data = json.loads(dump_paper(paper(12)))
    assert fits(data, {"$ref": whole["$ref"]}, definitions)
    for change in ({"minutes": "130"}, {"extra": 1}, {"forms": [{}]}, {"policy": {"questions": "sorted"}}, {"banks": [["one"]]}):
        assert not fits({**data, **change}, {"$ref": whole["$ref"]}, definitions)


if __name__ == "__main__":
    DOCUMENT.write_text(text())
