"""Turn the name of one of our own files into the file; a table holds all there are, so no name leads anywhere else."""

from __future__ import annotations

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse

from generator.model.resources import data_dir
from generator.render.fonts import FACES

_RULE = '@font-face{{font-family:"{}";font-weight:{};font-style:{};src:url({}) format("woff2")}}\n'
_FONTS = {file: "fonts/" + file for *_, file in FACES if file}


def _read(name: str) -> bytes:
    return (data_dir("templates") / name).read_bytes()


@cache
def _files() -> dict[str, tuple[str, bytes]]:
    """Type and bytes by name."""
    rules = "".join(_RULE.format(family, weight, style, file) for family, weight, style, _, file in FACES if file).encode()
    style = b"\n".join((rules, _read("look.css"), _read("web/site.css"), _read("web/doubts.css")))
    icon = ("image/svg+xml", _read("web/icon.svg"))
    files = {
        "icon.svg": icon,
        "site.css": ("text/css; charset=utf-8", style),
        "doubts.js": ("text/javascript; charset=utf-8", _read("web/doubts.js")),
    }
    return files | {name: ("font/woff2", _read(path)) for name, path in _FONTS.items()}


def asset(request: HttpRequest, room: str, name: str) -> HttpResponse:
    """One of our files; the room is another at each start, so a browser may keep it as long as it likes."""
    if name not in _files():
        raise Http404
    kind, data = _files()[name]
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": "private, max-age=86400, immutable"})
