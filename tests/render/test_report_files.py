"""Reports as files: for their owner alone, under safe names, escaped, valid, accessible, tagged, the same bytes every time."""

from __future__ import annotations

import logging
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest
from playwright.sync_api import Page

from generator.model.paper import Paper
from generator.model.score import Results
from generator.render import pdf
from generator.render.names import shown
from generator.render.report import candidate_html, class_html, write_reports
from tests.render.classes import HOSTILE, NAMES, results
from tests.render.papers import paper
from tests.render.test_axe import NARROW, violations
from tests.render.test_valid import messages

Visit = Callable[..., Page]
STYLE = '"; }} @page{size:40mm} a{b:"'  # would end a string of CSS that is not escaped
WORST = ("</style><script>alert(1)</script>", "../../../etc/passwd", "", "x" * 10_000, "\u202egnp.exe", "a/b", "A/B", STYLE)
TITLE = '</title><script>alert(1)</script> & "more"'


def hostile_paper() -> Paper:
    return paper(2, pilots=0, title=TITLE)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Results]:
    """Reports of candidates with hostile names."""
    folder = tmp_path_factory.mktemp("out") / "results"
    small = hostile_paper()
    found = results(small, WORST)
    steps: list[int] = []
    write_reports(small, found, folder, lambda: steps.append(len(list(folder.rglob("*.*")))))
    assert steps == list(range(1, 2 * len(WORST) + 3))
    return folder, found


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of an ordinary class."""
    made = paper(13, pilots=3)
    whole = results(made)
    folder = tmp_path_factory.mktemp("reports")
    worst = min(whole.scores, key=lambda score: score.points)
    (folder / "class.html").write_text(class_html(made, whole), encoding="utf-8")
    (folder / "one.html").write_text(candidate_html(made, whole, worst), encoding="utf-8")
    return folder


def test_all_files_are_written_for_the_owner_alone(written: tuple[Path, Results]) -> None:
    folder, found = written
    files = [path for path in folder.parent.rglob("*") if not path.is_dir()]
    assert len(files) == 2 + 2 * len(WORST)
    assert {path.parent for path in files} == {folder, folder / "candidates"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    assert (folder / "class.html").read_text() == class_html(hostile_paper(), found)


def test_names_and_titles_are_escaped() -> None:
    small = hostile_paper()
    found = results(small, HOSTILE)
    pages = [candidate_html(small, found, score) for score in found.scores]
    for html in (class_html(small, found), *pages):
        for trouble in ("<script", "<img", "<b>&", "\x00", "\x01", "\u202e", "\u200f", "\u2028", "\ue000", "\ufdd0"):
            assert trouble not in html, (html[-3000:], trouble)
        assert html.count("<title") == 1 + html.count("<svg")
        assert html.count("<style>") == html.count("</style>") == 1
        assert len(html) < 400_000
    names = re.findall(r"<h1><bdi>(.*?)</bdi></h1>", "".join(pages))
    assert sorted(map(unescape, names)) == sorted(shown(score.candidate) for score in found.scores)
    assert "{{ 7 * 7 }}" in names


@pytest.mark.browser
def test_the_class_leads_to_every_candidate(written: tuple[Path, Results], visit: Visit) -> None:
    folder, found = written
    page = visit(folder / "class.html")
    links = page.eval_on_selector_all("table.candidates a", "all => all.map(one => [one.getAttribute('href'), one.textContent])")
    assert len({href for href, _ in links}) == len(found.scores)
    for href, text in links:
        html = (folder / unquote(href)).read_text()
        assert f"<h1><bdi>{text.partition(' (')[0]}" in unescape(html), (href, text)
    page.click("table.candidates a >> nth=3")
    assert page.locator("h1").count() == 1


@pytest.mark.validator
def test_the_reports_are_valid(written: tuple[Path, Results], reports: Path, tmp_path: Path) -> None:
    folder, _ = written
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p id=a><p id=a>")
    found = messages(tmp_path / "wrong.html", *reports.glob("*.html"), *folder.rglob("*.html"))
    assert any("Duplicate ID" in message for _, message in found), "the validator did not run"
    assert [each for each in found if each[0] != "wrong.html"] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["class.html", "one.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shape", [{}, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(name: str, scheme: str, shape: dict[str, object], visit: Visit, reports: Path) -> None:
    page = visit(reports / name, color_scheme=scheme, **shape)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_charts_take_the_scheme_of_the_screen(visit: Visit, reports: Path) -> None:
    colors = {
        visit(reports / "class.html", color_scheme=scheme).eval_on_selector(".chart .ink-text", "one => getComputedStyle(one).fill")
        for scheme in ("light", "dark")
    }
    assert len(colors) == 2


def test_the_pdfs_are_whole_tagged_and_named(written: tuple[Path, Results]) -> None:
    folder, _ = written
    files = sorted(folder.rglob("*.pdf"))
    done = subprocess.run(["qpdf", "--check", files[-1]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for path in files:
        with pikepdf.open(path) as document:
            assert document.Root.Lang == "en"
            assert document.Root.MarkInfo.Marked
            assert document.Root.ViewerPreferences.DisplayDocTitle
            title = str(document.docinfo.Title)
            assert title.startswith("Class report") or "report, </title>" in title
            assert not set("\u202e\u200f\x00") & set(title)
            figures = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
            assert figures
            assert all("95 % interval" in str(figure.Alt) or "Candidates by estimate" in str(figure.Alt) for figure in figures)
            assert {round(float(page.MediaBox[2])) for page in document.pages} == {595}


def test_the_outline_names_sections_and_questions(tmp_path: Path) -> None:
    small = paper(6, pilots=1)
    found = results(small, NAMES[:1], seed=4)
    write_reports(small, found, tmp_path, lambda: None)
    with pikepdf.open(tmp_path / "candidates/Ada-Lovelace.pdf") as document, document.open_outline() as outline:
        titles = {item.title: [child.title for child in item.children] for item in outline.root}
    assert list(titles)[:3] == ["Ada Lovelace", "How sure is the estimate?", "Where points were lost"]
    lapses = [mark for mark in found.scores[0].marks if mark.outcome == "wrong"]
    assert lapses
    topics = [small.slots()[mark.slot].variants[0].topic_title for mark in lapses]
    wanted = [f"{mark.number} {topic}" for mark, topic in zip(lapses, topics, strict=True)]
    assert [title.removesuffix(" pilot, not counted") for title in titles["What was wrong, and why"]] == wanted


def test_weasyprint_complains_of_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    small = paper(6, pilots=1)
    pdf._style.cache_clear()
    with caplog.at_level(logging.WARNING):
        write_reports(small, results(small, NAMES[:6]), tmp_path, lambda: None)
    assert caplog.records == []


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    small = paper(3, pilots=1)
    found = results(small, NAMES[:2])
    for name in ("a", "b"):
        write_reports(small, found, tmp_path / name, lambda: None)
    for path in (tmp_path / "a").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_html_needs_no_weasyprint() -> None:
    code = (
        "import sys; from tests.render.papers import paper; from tests.render.classes import results\n"
        "from generator.render.report import class_html; made = paper(3); class_html(made, results(made))\n"
        "assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
