"""Turn Django's wish for a template engine into the house's one Jinja2 environment."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment

from generator.render.environment import environment


def ours(**options: Any) -> Environment:
    """The environment of paper, report and screen; what Django would set otherwise stands in it already."""
    return environment()
