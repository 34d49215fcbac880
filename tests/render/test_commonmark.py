"""CommonMark: the short way for plain lines gives what the parser gives; nothing raw, no links, no style attributes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render import commonmark
from generator.render.commonmark import flowing, inline, with_instruction

PIECES = st.sampled_from([*"ab1.)-+*_`#>~=|!&<[]\\ \"'\n\t:;x", "10 TB", "* ", "- ", "1. ", "é", "\u00a0", "\u2028", "---", "<b>"])


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_the_short_way_is_the_parsers(text: str) -> None:
    if commonmark._PLAIN.match(text):
        assert flowing(text) == commonmark._kept(commonmark._parser().render(text))


def test_the_short_way_is_taken() -> None:
    for text in ("21", "It launches one instance.", "That's 40 %, at most 10 (or so); see?", "10.5 GB", "$1,200"):
        assert commonmark._PLAIN.match(text), text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <b onclick='x'>b</b>", "<p>a &lt;b onclick='x'&gt;b&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("![x](http://a/b.png)", "<p>![x](http://a/b.png)</p>\n"),
        ("<http://a/b>", "<p>&lt;http://a/b&gt;</p>\n"),
        ("[x]\n\n[x]: http://a", "<p>[x]</p>\n<p>[x]: http://a</p>\n"),
        ("# One", "<h3>One</h3>\n"),
        ("###### Six", "<h6>Six</h6>\n"),
        ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
    ],
)
def test_what_authors_write(text: str, found: str) -> None:
    assert flowing(text) == found


def test_tables_have_classes_and_scopes() -> None:
    table = flowing("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |")
    assert '<th scope="col">a</th>' in table
    assert '<th scope="col" class="right">b</th>' in table
    assert '<td class="center">3</td>' in table
    assert "style" not in table


def test_inline_drops_one_paragraph_only() -> None:
    assert inline("plain") == "plain"
    assert inline("with *stress*") == "with <em>stress</em>"
    assert inline("one\n\ntwo") == "<p>one</p>\n<p>two</p>\n"
    assert inline("- one") == "<ul>\n<li>one</li>\n</ul>\n"


def test_the_instruction_ends_the_stem() -> None:
    assert with_instruction("Which fit?", "Select TWO.") == '<p>Which fit? <strong class="do">Select TWO.</strong></p>\n'
    assert with_instruction("`x`\n\n- a\n- b", "Select TWO.").endswith('</ul>\n<p><strong class="do">Select TWO.</strong></p>\n')
    assert with_instruction("Which?", "") == "<p>Which?</p>\n"


@pytest.mark.parametrize("text", ["It is in us-east-1 alone.", "A GB-month costs $1.", "Cut it out of the /17 block."])
def test_a_line_does_not_end_within_a_code_name_or_a_prefix(text: str) -> None:
    assert str(flowing(text)).count('<span class="kept">') == 1


@pytest.mark.parametrize("text", ["on-demand capacity", "```x-1 y-2\nz\n```", "10.0.0.0/16 or more", "/27"])
def test_nothing_else_is_held_together(text: str) -> None:
    assert "kept" not in flowing(text)
