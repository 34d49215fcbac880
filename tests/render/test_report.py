"""Reports say what the results say: each number, outcome, misconception and fact, to the right reader, whatever the names are."""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction
from html import unescape
from pathlib import Path

import pikepdf
import pytest

from generator.model.copies import CopyEntry, Ledger
from generator.model.correction import Correction
from generator.model.paper import Paper, Policy, Slot, copy
from generator.model.record import build
from generator.model.response import Response, Sitting
from generator.model.score import Results, Score
from generator.model.sheet import SIZES
from generator.render.lessons import name_of
from generator.render.report import candidate_html, class_html, write_reports
from generator.score.mark import mark
from tests.render.classes import NAMES, results, right, wrong
from tests.render.papers import FACTS, paper


@pytest.fixture(scope="module")
def made() -> Paper:
    return paper(65)


@pytest.fixture(scope="module")
def whole(made: Paper) -> Results:
    return results(made)


def words(html: str) -> str:
    """What a reader of the page sees, on one line."""
    body = html[max(0, html.find("<body")) :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(title|desc)\b.*?</\1>", " ", body, flags=re.DOTALL))).split())


def table(html: str, name: str) -> list[list[str]]:
    """The rows of the body of the table with this class."""
    body = re.search(rf'<table class="{name}">.*?<tbody>(.*?)</tbody>', html, re.DOTALL)
    assert body, name
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def section(html: str, heading: str) -> str:
    return next("<section" + part for part in html.split("<section") if f"<h2>{heading}</h2>" in part)


def one(made: Paper, given: Sitting, *corrections: Correction) -> tuple[Results, Score]:
    found = mark(made, corrections, [given])
    return found, found.scores[0]


def all_wrong(made: Paper) -> Sitting:
    return Sitting(made.code, "Ada", 0, "typed", {slot.id: wrong(slot) for slot in made.form(1).slots})


# The candidate's report


def test_the_candidates_figures(made: Paper, whole: Results) -> None:
    for score in whole.scores:
        html = candidate_html(made, whole, score)
        text = words(html)
        assert text.startswith(f"{score.candidate} {made.title} · mock exam · copy {score.copy_code} {score.scaled} estimate")
        assert f"{'✓ pass' if score.passed else '✗ below'} the cut score of 720" in text
        assert ("✗ below" in text) != ("✓ pass" in text)
        assert f"{score.points} of {score.possible} points {score.percent} % of the points" in text
        assert f"95 % interval {score.low} to {score.high}, cut score 720" in html
        assert f"100 + 900 \u00d7 {score.points} / {score.possible}" in text
        assert "linear" in text
        assert "The real exam's scale is secret" in text
        where = "above" if score.low >= 720 else "below" if score.high < 720 else "other side"
        assert [word for word in ("lies above", "lies below", "other side") if word in text] == [
            where if where == "other side" else f"lies {where}"
        ]
        assert "15 questions were being tried out and do not count" in text


def test_the_chart_has_the_numbers(made: Paper) -> None:
    given = Sitting(made.code, "Ada", 0, "typed", {slot.id: right(slot) for slot in made.form(1).slots})
    found, score = one(made, given)
    html = candidate_html(made, found, score)
    svg = re.search(r'<svg class="chart".*?</svg>', html, re.DOTALL)
    assert svg
    assert 'role="img" aria-labelledby="scale-title scale-desc"' in svg[0]
    assert '<circle class="pass" cx="370"' in svg[0]
    texts = re.findall(r"<text[^>]*>(.*?)</text>", svg[0])
    assert texts == [*(str(hundred) for hundred in range(100, 1001, 100)), str(score.low), "1000", "1000", "cut 720"]


def test_domains_and_topics_are_all_there_weakest_first(made: Paper, whole: Results) -> None:
    score = min(whole.scores, key=lambda score: score.points)
    html = candidate_html(made, whole, score)
    domains = {row[0].lower(): row[1] for row in table(html, "shares")}
    assert domains == {tally.name: f"{tally.points} of {tally.possible}" for tally in score.domains}
    assert list(domains) == [name for name in ("secure", "resilient", "high-performing", "cost-optimized") if name in domains]
    rows = table(html, "topics")
    named = {name: row[0] for row in rows for name in row[2].split(", ")}
    assert named == {tally.name: f"{tally.points} of {tally.possible}" for tally in score.topics}
    shares = [Fraction(*map(int, row[0].split(" of "))) for row in rows]
    assert shares == sorted(shares)
    widths = [int(width) for width in re.findall(r'class="bar"><span class="w(\d+)"', html)]
    assert widths[-len(rows) :] == [round(100 * share) for share in shares]


def test_each_misconception_is_named_with_its_reason(made: Paper) -> None:
    found, score = one(made, all_wrong(made))
    html = candidate_html(made, found, score)
    lapses = dict(re.findall(r'<article class="lapse">\s*<h3><span class="no">(\d+) </span>(.*?)</article>', html, re.DOTALL))
    assert list(map(int, lapses)) == list(range(1, 66))
    for misconception in score.misconceptions:
        text = words(lapses[str(misconception.number)])
        assert misconception.why.replace("`", "") in text
        name = name_of(misconception.option).capitalize()
        assert not name or f"{name}. {misconception.why.replace('`', '')}" in text
        assert "-" not in name
    for slot in made.form(1).slots:
        text = lapses[str(slot.number)]
        assert slot.variants[0].topic_title in text
        assert ("pilot, not counted" in text) == slot.pilot
        rights = [option.text for option in slot.variants[0].options if option.right] or [f"{slot.variants[0].answer.value} days"]  # type: ignore[union-attr]
        assert text.count('class="good"') == len(rights)
        assert all(one.replace("`", "") in words(text) for one in rights)


def test_too_few_options_are_said(made: Paper) -> None:
    slot = next(slot for slot in made.form(1).slots if slot.variants[0].kind == "multiple")
    few = Response((sorted(slot.variants[0].right)[0],), "answered")
    found, score = one(made, Sitting(made.code, "Ada", 0, "typed", {slot.id: few}))
    assert "One chosen where two are right." in words(section(candidate_html(made, found, score), "What was wrong, and why"))


def test_a_number_without_a_name_is_shown_as_written(made: Paper) -> None:
    slot = next(slot for slot in made.form(1).slots if slot.variants[0].answer)
    found, score = one(made, Sitting(made.code, "Ada", 0, "typed", {slot.id: Response("12345", "answered")}))
    assert "✗ Written: 12345 days" in words(candidate_html(made, found, score))


def test_a_fact_is_named_once(made: Paper) -> None:
    found, score = one(made, all_wrong(made))
    html = candidate_html(made, found, score)
    for fact in FACTS:
        assert unescape(html).count(fact.says) == 1, fact.id
    text = words(section(html, "Facts to read again"))
    assert "Notes line 841, flagged EXAM" in text
    assert "Notes lines 3120\u20133124 · questions" in text
    assert "Outdated in the notes: That every Glacier class needs minutes or hours before an object can be read." in text
    assert text.count("in the notes:") == 1
    for number in re.findall(r'href="#fact-(\d+)"', html):
        assert html.count(f'id="fact-{number}"') == 1


def test_only_facts_behind_lost_points_are_shown(made: Paper) -> None:
    responses = {slot.id: right(slot) for slot in made.form(1).slots}
    slot = next(slot for slot in made.form(1).slots if slot.variants[0].asks == (FACTS[2].id,))
    found, score = one(made, Sitting(made.code, "Ada", 0, "typed", {**responses, slot.id: Response()}))
    html = unescape(candidate_html(made, found, score))
    assert [fact.id for fact in FACTS if fact.says in html] == [FACTS[2].id]
    assert f"Left blank: {slot.number}." in html
    assert "What was wrong" not in html
    found, score = one(made, Sitting(made.code, "Ada", 0, "typed", responses))
    assert "Facts to read again" not in candidate_html(made, found, score)


def cells(html: str) -> list[str]:
    return [words(cell) for cell in re.findall(r"<li[^>]*>(.*?)</li>", section(html, "Question by question"))]


def test_every_question_has_its_outcome_and_the_right_letters(made: Paper, whole: Results) -> None:
    first = copy(made)
    score = whole.scores[0]
    for place, seen, marked in zip(first.slots, cells(candidate_html(made, whole, score)), score.marks, strict=True):
        sign = {"right": "✓", "wrong": "✗", "blank": "\u2013", "invalid": "!"}[marked.outcome]
        answer = f"{place.item.answer.value} days" if place.item.answer else place.right_letters()
        expected = [str(place.number), sign, marked.outcome, *([answer] if marked.outcome != "right" else [])]
        assert seen == " ".join([*expected, *(["pilot"] if place.slot.pilot else [])])


def test_invalid_answers_are_shown_as_written(made: Paper) -> None:
    slot = made.form(1).slots[0]
    found, score = one(made, Sitting(made.code, "Ada", 0, "typed", {slot.id: Response("<b>\u202eAB" + "C" * 99, "invalid")}))
    html = candidate_html(made, found, score)
    assert "Invalid, and counted as wrong: 1 (<bdi>&lt;b&gt;ABCCCCCCCCCCCCCCCCCC…</bdi>)." in html


def test_another_copy_shows_letters_only_where_its_order_is_known(made: Paper) -> None:
    policy = Policy("shuffled", "shuffled")
    ledger = Ledger(made, [CopyEntry(7, copy(made, 7).code, 1, policy)])
    own = ledger.copy(ledger.entries[7])
    found, score = one(made, dataclasses.replace(all_wrong(made), copy=7))
    unknown = candidate_html(made, found, score)
    assert not [cell for cell in cells(unknown) if re.search(r" [A-F]+( pilot)?$", cell)]
    assert "which may differ from those on copy" in unknown
    known = candidate_html(made, found, score, own)
    assert "which may differ" not in known
    for place, seen in zip(own.slots, cells(known), strict=True):
        answer = f"{place.item.answer.value} days" if place.item.answer else place.right_letters()
        assert seen.removesuffix(" pilot") == f"{place.number} ✗ wrong {answer}"
    assert [place.slot.number for place in own.slots] != list(range(1, 66))


def test_the_ledger_gives_each_candidate_the_own_copy(made: Paper, tmp_path: Path) -> None:
    small = paper(6, pilots=0)
    ledger = Ledger(small, [CopyEntry(7, copy(small, 7).code, 1, Policy("shuffled", "shuffled"))])
    found, score = one(small, dataclasses.replace(all_wrong(small), copy=7))
    write_reports(small, found, tmp_path, lambda: None, ledger=ledger, size="letter")
    assert (tmp_path / "candidates/Ada.html").read_text() == candidate_html(small, found, score, ledger.copy(ledger.entries[7]))
    with pikepdf.open(tmp_path / "candidates/Ada.pdf") as document:
        assert float(document.pages[0].MediaBox[2]) * 25.4 / 72 == pytest.approx(SIZES["letter"].width, abs=0.1)


def correction(slot: Slot, action: str, *options: str) -> Correction:
    data = {"at": "2026-11-23", "who": "t", "why": "w", "slot": slot.id, "action": action, "options": list(options)}
    found: Correction = build(Correction, data, "test")
    return found


def test_after_a_correction_the_corrected_key_is_shown(made: Paper) -> None:
    slot = made.form(1).slots[0]
    old, new = right(slot), wrong(slot)
    author = {option.public_id: option.author_id for option in slot.variants[0].options}
    given = Sitting(made.code, "Ada", 0, "typed", {slot.id: old})
    found, score = one(made, given, correction(slot, "key", author[new.value[0]]))
    html = candidate_html(made, found, score)
    letter = copy(made).slots[0].letters[new.value[0]]
    assert cells(html)[0] == f"1 ✗ wrong {letter}"
    assert cells(html)[1] == f"2 \u2013 blank {copy(made).slots[1].right_letters()}"
    assert "Marked after 1 correction of the key." in words(html)
    found, score = one(made, given, correction(slot, "void"))
    assert cells(candidate_html(made, found, score))[0] == "1 · void"
    assert "1 question was withdrawn and counts for nobody." in words(candidate_html(made, found, score))
    assert "Withdrawn, and counted for nobody: 1." in words(class_html(made, found))


def test_a_corrected_key_of_several_options(made: Paper) -> None:
    place = next(place for place in copy(made).slots if place.item.kind == "multiple")
    kept, other = [option for option in place.item.options if option.right]
    missed = next(option for option in place.item.options if not option.right)
    given = Response(tuple(sorted((kept.public_id, other.public_id))), "answered")
    found, score = one(
        made, Sitting(made.code, "Ada", 0, "typed", {place.slot.id: given}), correction(place.slot, "key", kept.author_id, missed.author_id)
    )
    letters = "".join(sorted(place.letters[option.public_id] for option in (kept, missed)))
    assert cells(candidate_html(made, found, score))[place.number - 1].startswith(f"{place.number} ✗ wrong {letters}")


# The class report


def test_the_figures_of_the_class(made: Paper, whole: Results) -> None:
    html = class_html(made, whole)
    points = sorted(score.points for score in whole.scores)
    estimates = sorted(score.scaled for score in whole.scores)
    rows = table(html, "summary")
    assert rows[0] == ["Points of 50", f"{sum(points) / 16:.1f}", f"{(points[7] + points[8]) / 2:g}", str(points[0]), str(points[-1])]
    assert rows[1][0] == "Estimate"
    assert rows[1][1] == str(int(sum(estimates) / 16 + 0.5))
    assert rows[1][3:] == [str(estimates[0]), str(estimates[-1])]
    passed = sum(score.passed for score in whole.scores)
    assert 0 < passed < 16
    assert f"{passed} of 16 candidates reach the cut score of 720" in words(html)
    assert f"lies between {estimates[4]} and {estimates[11]}." in words(html)


def test_the_histogram_counts_everybody(made: Paper, whole: Results) -> None:
    svg = re.search(r'<svg class="chart".*?</svg>', class_html(made, whole), re.DOTALL)
    assert svg
    counts = re.findall(r"(\d+) to (\d+): (\d+)", svg[0])
    assert sum(int(count) for _, _, count in counts) == 16
    assert sum(int(count) for low, _, count in counts if int(low) >= 720) == sum(score.passed for score in whole.scores)
    assert len(re.findall(r'class="bar-(pass|below)"', svg[0])) == sum(count != "0" for _, _, count in counts)
    assert ">cut 720</text>" in svg[0]


def test_candidates_stand_by_name(made: Paper, whole: Results) -> None:
    rows = table(class_html(made, whole), "candidates")
    assert [row[0] for row in rows] == sorted(NAMES)
    scores = {score.candidate: score for score in whole.scores}
    for name, points, estimate, _, interval, verdict in rows:
        score = scores[name]
        assert (points, estimate) == (f"{score.points} of 50", str(score.scaled))
        assert interval == f"{score.low} to {score.high}"
        assert verdict == ("✓ pass" if score.passed else "✗ below")


def test_domains_of_the_class(made: Paper, whole: Results) -> None:
    for name, points, share in table(class_html(made, whole), "shares"):
        tallies = [tally for score in whole.scores for tally in score.domains if tally.name == name.lower()]
        total, possible = sum(tally.points for tally in tallies), sum(tally.possible for tally in tallies)
        assert points == f"{total / 16:.1f} of {possible // 16}"
        assert share == f"{100 * total / possible:.0f} %"


def test_questions_hardest_first(made: Paper, whole: Results) -> None:
    html = class_html(made, whole)
    facility = {
        slot.number: sum(mark.outcome == "right" for score in whole.scores for mark in score.marks if mark.slot == slot.id)
        for slot in made.form(1).slots
    }
    rows = table(html, "hard")
    numbers = [int(row[0]) for row in rows]
    assert numbers == sorted((number for number, count in facility.items() if count < 16), key=lambda number: (facility[number], number))
    for row in rows:
        assert row[2].startswith(f"{facility[int(row[0])]} of 16 ")
    rest = [str(number) for number, count in facility.items() if count == 16]
    assert not rest or f"Everybody was right on {', '.join(rest)}." in words(html)


def test_the_wrong_option_chosen_most_often(made: Paper, whole: Results) -> None:
    for row in table(class_html(made, whole), "hard"):
        chosen: dict[str, list[str]] = {}
        for score in whole.scores:
            for one in score.misconceptions:
                if one.number == int(row[0]):
                    chosen.setdefault(one.option, []).append(one.why)
        if not chosen:
            assert row[3] == "none"
            continue
        most = max(len(whys) for whys in chosen.values())
        first = [whys[0] for whys in chosen.values() if len(whys) == most]
        assert row[3].startswith(f"{most} \u00d7 ")
        assert any(why.replace("`", "") in row[3] for why in first)
        assert ("as often" in row[3]) == (len(first) > 1)


def test_misconceptions_by_the_number_of_candidates(made: Paper, whole: Results) -> None:
    shared: dict[tuple[int, str], set[str]] = {}
    for score in whole.scores:
        for one in score.misconceptions:
            shared.setdefault((one.number, one.option), set()).add(score.candidate)
    counts = sorted((len(names) for names in shared.values() if len(names) > 1), reverse=True)
    html = class_html(made, whole)
    rows = table(html, "shared")
    assert [int(row[0]) for row in rows] == counts[:20]
    assert f"{len(shared) - len(rows)} more are rarer" in words(html)


def test_facts_that_most_missed_come_first(made: Paper, whole: Results) -> None:
    html = class_html(made, whole)
    for fact in FACTS:
        assert unescape(html).count(fact.says) == 1
    missed = [int(count) for count in re.findall(r"missed by <b>(\d+)</b> of 16", html)]
    assert missed == sorted(missed, reverse=True)
    slots = made.slots()
    worst = max(
        sum(any(mark.outcome != "right" and fact.id in slots[mark.slot].variants[0].asks for mark in score.marks) for score in whole.scores)
        for fact in FACTS
    )
    assert missed[0] == worst


def test_few_candidates_bear_no_statistics(made: Paper) -> None:
    alone = class_html(made, results(made, NAMES[:1]))
    assert '<svg class="chart"' not in alone
    assert '<table class="summary">' not in alone
    assert '<table class="shared">' not in alone
    assert not re.search(r"Mean|Median|\d %<", alone[alone.index("<body") :].replace("95 %", ""))
    assert "One candidate: nothing can be said of a class." in alone
    assert len(table(alone, "candidates")) == 1
    three = class_html(made, results(made, NAMES[:3]))
    assert '<table class="summary">' in three
    assert '<svg class="chart"' not in three
    assert not re.search(r"\d %</small>", three)
    assert '<svg class="chart"' in class_html(made, results(made, NAMES[:5]))


def test_nobody_and_nothing() -> None:
    small = paper(2, pilots=0)
    assert "Nobody was graded." in class_html(small, mark(small, [], []))
    slots = small.form(1).slots
    found, score = one(small, all_wrong(small), *(correction(slot, "void") for slot in slots))
    assert score.possible == 0
    assert "nothing can be estimated" in candidate_html(small, found, score)
    class_html(small, found)


def test_names_that_look_alike_can_be_told_apart(made: Paper) -> None:
    rows = table(class_html(made, results(made, ["Ada", "Ada\u200f", "Bob"])), "candidates")
    assert len({row[0] for row in rows}) == 3
    assert rows[2][0] == "Bob"


def test_the_test_class_has_every_outcome(whole: Results) -> None:
    assert {mark.outcome for score in whole.scores for mark in score.marks} == {"right", "wrong", "blank", "invalid"}
