"""Turn style sheets and a script into what a page carries with it, and into the policy that lets exactly these work.

https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from markupsafe import Markup

from generator.render.environment import asset
from generator.render.fonts import html_rules

_POLICY = "default-src 'none'; script-src {}; style-src {}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"


def style(*parts: Markup) -> Markup:
    """One style sheet: the fonts, the look, then these."""
    return Markup("\n").join([html_rules(), asset("look.css"), *parts]).strip()


def policy(script: str, sheet: str) -> str:
    """Nothing is fetched, and no script or style but these two runs."""
    return _POLICY.format(_allowed(script), _allowed(sheet))


@cache
def report_style() -> tuple[Markup, str]:
    """The style sheet that every report page carries, and the policy that lets it and nothing else work."""
    sheet = style(asset("report/report.css"), asset("report/results.css"))
    return sheet, policy("", sheet)


def _allowed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'" if text else "'none'"
