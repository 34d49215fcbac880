"""TRUST.md target 15: hostile pieces of HTML given straight to the PDF renderer make no request and read no file."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from generator.render.fonts import SCHEME
from generator.render.pdf import ForeignAddressError, to_pdf

CANARY = "CANARYOFTHELOCALFILE"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

# {web} is a listening server, {file} a local text file, {svg} a local drawing, {css} a local style sheet, {font} a local font.
VECTORS = {
    "img-web": '<img src="{web}" alt="x">',
    "img-file": '<img src="{file}" alt="x">',
    "img-svg-file": '<img src="{svg}" alt="x">',
    "img-srcset": '<img srcset="{web} 2x" src="{web}" alt="x">',
    "img-protocol-relative": '<base href="http:"><img src="//{host}/x" alt="x">',
    "img-data-svg-image": '<img alt="x" src="data:image/svg+xml,<svg xmlns=%22' + SVG + '%22><image href=%22{web}%22/></svg>">',
    "img-data-svg-use": '<img alt="x" src="data:image/svg+xml,<svg xmlns=%22' + SVG + '%22><use href=%22{svg}%23a%22/></svg>">',
    "img-data-svg-style": '<img alt="x" src="data:image/svg+xml,<svg xmlns=%22' + SVG + '%22><style>@import url({css})</style></svg>">',
    "link-stylesheet": '<link rel="stylesheet" href="{web}">',
    "link-stylesheet-file": '<link rel="stylesheet" href="{css}">',
    "link-attachment": '<link rel="attachment" href="{file}">',
    "link-attachment-web": '<link rel="attachment" href="{web}">',
    "a-attachment": '<a rel="attachment" href="{file}">x</a>',
    "a-attachment-web": '<a rel="attachment" href="{web}">x</a>',
    "a-ping": '<a href="https://example.org/" ping="{web}">x</a>',
    "css-import": "<style>@import url({web});</style>",
    "css-import-file": '<style>@import "{css}";</style>',
    "css-background": '<p style="background:url({web})">x</p>',
    "css-background-file": '<p style="background-image:url({svg})">x</p>',
    "css-content": '<style>p::before {{ content: url({svg}) }}</style><p>x</p>',
    "css-content-web": '<style>p::before {{ content: url({web}) }}</style><p>x</p>',
    "css-list-style": '<ul style="list-style-image:url({web})"><li>x</li></ul>',
    "css-border-image": '<p style="border:9px solid;border-image:url({web}) 3">x</p>',
    "css-mask-border": '<p style="mask-border:url({web}) 3">x</p>',
    "css-cursor": '<p style="cursor:url({web}),auto">x</p>',
    "css-page-background": "<style>@page {{ background: url({web}) }}</style>",
    "css-margin-box": "<style>@page {{ @top-left {{ content: url({web}) }} }}</style>",
    "css-font-face": '<style>@font-face {{ font-family: Evil; src: url({web}) }} p {{ font-family: Evil }}</style><p>x</p>',
    "css-font-face-file": '<style>@font-face {{ font-family: Evil; src: url({font}) }} p {{ font-family: Evil }}</style><p>x</p>',
    "css-font-face-local": '<style>@font-face {{ font-family: Evil; src: local("DejaVu Sans") }} p {{ font-family: Evil }}</style><p>x</p>',
    "css-color-profile": "<style>@color-profile --x {{ src: url({file}) }} p {{ color: color(--x 0 0 0) }}</style><p>x</p>",
    "css-color-profile-web": "<style>@color-profile --x {{ src: url({web}) }} p {{ color: color(--x 0 0 0) }}</style><p>x</p>",
    "object": '<object data="{svg}" type="image/svg+xml">x</object>',
    "object-web": '<object data="{web}">x</object>',
    "embed": '<embed src="{svg}" type="image/svg+xml">',
    "embed-web": '<embed src="{web}">',
    "iframe": '<iframe src="{file}"></iframe>',
    "meta-refresh": '<meta http-equiv="refresh" content="0; url={web}">',
    "base-href": '<base href="{folder}/"><img src="canary.svg" alt="x"><link rel="stylesheet" href="canary.css">',
    "svg-image": f'<svg xmlns="{SVG}" width="9" height="9"><image href="{{web}}" width="9" height="9"/></svg>',
    "svg-image-xlink": f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}"><image xlink:href="{{svg}}" width="9" height="9"/></svg>',
    "svg-use": f'<svg xmlns="{SVG}"><use href="{{svg}}#a"/></svg>',
    "svg-use-web": f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}"><use xlink:href="{{web}}#a"/></svg>',
    "svg-style": f'<svg xmlns="{SVG}"><style>@import url({{web}}); rect {{{{ fill: url({{svg}}#a) }}}}</style><rect width="9"/></svg>',
    "svg-mask": f'<svg xmlns="{SVG}"><rect mask="url({{web}}#m)" filter="url({{svg}}#f)" clip-path="url({{svg}}#c)"/></svg>',
    "svg-foreign": f'<svg xmlns="{SVG}"><foreignObject><img src="{{web}}"/></foreignObject></svg>',
    "video-poster": '<video poster="{web}" src="{web}"></video><audio src="{web}"></audio>',
    "script": '<script src="{web}"></script><script>fetch("{web}")</script>',
    "form": '<form action="{web}"><input type="image" src="{web}" alt="x"><input autofocus></form>',
    "presentational": '<table background="{web}"><tr><td background="{web}">x</td></tr></table>',
    "our-scheme-traversal": f'<style>@font-face {{{{ font-family: Evil; src: url({SCHEME}../../../../../../{{file_path}}) }}}}</style>',
    "our-scheme-image": f'<img src="{SCHEME}../look.css" alt="x"><img src="{SCHEME.upper()}/etc/passwd" alt="x">',
    "odd-schemes": '<img src="ftp://{host}/x" alt="x"><img src="jar:{web}!/x" alt="x"><img src="FILE:{file_path}" alt="x">',
}  # fmt: skip


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server on the loopback that remembers what it was asked."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(1)
                asked.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"127.0.0.1:{server.getsockname()[1]}", asked
    done.set()
    thread.join()
    server.close()


def whole(pdf: bytes) -> bytes:
    """Every byte of the PDF, streams decompressed."""
    parts = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            parts.append(thing.read_bytes() if isinstance(thing, pikepdf.Stream) else bytes(repr(thing), "utf-8"))
    return b"\n".join(parts)


def test_there_are_forty() -> None:
    assert len(VECTORS) >= 40


@pytest.mark.parametrize("name", VECTORS)
def test_a_hostile_page_reaches_nothing(name: str, tmp_path: Path, listener: tuple[str, list[bytes]]) -> None:
    host, asked = listener
    (tmp_path / "canary.txt").write_text(CANARY)
    (tmp_path / "canary.svg").write_text(f'<svg xmlns="{SVG}" width="99" height="99"><g id="a"><text y="9">{CANARY}</text></g></svg>')
    (tmp_path / "canary.css").write_text(f'p::after, body::after {{ content: "{CANARY}" }}')
    (tmp_path / "canary.ttf").write_bytes(CANARY.encode())
    uri = tmp_path.as_uri()
    names = {
        "web": f"http://{host}/x", "host": host, "folder": uri, "file": f"{uri}/canary.txt", "svg": f"{uri}/canary.svg",
        "css": f"{uri}/canary.css", "font": f"{uri}/canary.ttf", "file_path": f"{tmp_path}/canary.txt",
    }  # fmt: skip
    refused: list[str] = []
    page = f'<!doctype html><html lang="en"><head><title>x</title></head><body><p>before</p>{VECTORS[name].format(**names)}</body></html>'
    try:
        found = whole(to_pdf(page, refused=refused))
    except ForeignAddressError:  # no PDF at all
        found = b""
    assert asked == []
    assert CANARY.encode() not in found
    assert CANARY.encode().hex().encode() not in found.lower()
    assert b"/EmbeddedFile" not in found
    assert b"root:x:" not in found


def test_a_refused_address_is_reported() -> None:
    refused: list[str] = []
    to_pdf('<!doctype html><html lang="en"><title>x</title><img src="http://127.0.0.1:9/x" alt="x">', refused=refused)
    assert refused == ["http://127.0.0.1:9/x"]
    with pytest.raises(ForeignAddressError, match=r"127\.0\.0\.1:9"):
        to_pdf('<!doctype html><html lang="en"><title>x</title><img src="http://127.0.0.1:9/x" alt="x">')


def test_the_listener_would_hear_a_request(listener: tuple[str, list[bytes]]) -> None:
    host, asked = listener
    name, port = host.split(":")
    with socket.create_connection((name, int(port))) as connection:
        connection.sendall(b"GET /x")
        connection.recv(100)
    assert asked == [b"GET /x"]


def test_the_search_would_find_a_canary() -> None:
    pdf = to_pdf(f'<!doctype html><html lang="en"><title>{CANARY}</title><p>x')
    assert CANARY.encode() in whole(pdf)
