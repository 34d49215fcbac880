"""Turn the font files in `templates/fonts` into @font-face rules: whole fonts for PDF, small Latin parts inside HTML.

Where the files come from: templates/fonts/README.md.
"""

from __future__ import annotations

import base64
from functools import cache

from markupsafe import Markup

from generator.model.resources import data_dir

TEXT, CODE = "Source Sans", "Source Code"
SCHEME = "examwright-font:"

# family, weight, style, file for PDF, file for HTML ("": the browser slants or falls back)
FACES: tuple[tuple[str, int, str, str, str], ...] = (
    (TEXT, 400, "normal", "SourceSans3-Regular.ttf", "source-sans-3-latin-400-normal.woff2"),
    (TEXT, 400, "italic", "SourceSans3-It.ttf", ""),
    (TEXT, 600, "normal", "SourceSans3-Semibold.ttf", "source-sans-3-latin-600-normal.woff2"),
    (TEXT, 700, "normal", "SourceSans3-Bold.ttf", "source-sans-3-latin-700-normal.woff2"),
    (CODE, 400, "normal", "SourceCodePro-Regular.ttf", "source-code-pro-latin-400-normal.woff2"),
)
_RULE = '@font-face{{font-family:"{}";font-weight:{};font-style:{};src:url({}){}}}\n'


def font_file(name: str) -> bytes:
    """The bytes of one of the files for PDF. Raises KeyError for any other name."""
    if name not in {face[3] for face in FACES}:
        raise KeyError(name)
    return (data_dir("templates") / "fonts" / name).read_bytes()


def pdf_rules() -> str:
    """Rules whose addresses only our own fetcher understands."""
    return "".join(_RULE.format(family, weight, style, SCHEME + file, "") for family, weight, style, file, _ in FACES)


@cache
def html_rules() -> Markup:
    """Rules that carry their fonts with them."""
    rules = []
    for family, weight, style, _, file in FACES:
        if file:
            data = base64.b64encode((data_dir("templates") / "fonts" / file).read_bytes()).decode()
            rules.append(_RULE.format(family, weight, style, "data:font/woff2;base64," + data, ' format("woff2")'))
    return Markup("".join(rules))
