"""Who gets in: one browser, by a link that works once, under our own name, and no page of anybody else."""

from __future__ import annotations

import http.client
import re
from pathlib import Path

import pytest

from generator.web.doubts.door import Door
from generator.web.settings import MIDDLEWARE
from tests.web.doubts.conftest import Site

Headers = dict[str, str]


def ask(site: Site, path: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, Headers, str]:
    """A request as any program may send it."""
    host, port = site.host.split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    plain = {"Host": site.host} | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {})
    connection.putrequest(method, path, skip_host=True)
    for name, value in (plain | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body.encode() if body is not None else None)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode("utf-8", "replace")
    connection.close()
    return found


def let_in(site: Site) -> tuple[str, str]:
    """The room's path and the cookie of the browser that opened the newest link."""
    status, headers, _ = ask(site, "/" + site.links[-1].split("/", 3)[3])
    assert status == 303
    return headers["location"], headers["set-cookie"].split(";")[0]


def test_the_link_works_once_and_a_newer_one_ends_the_older(site: Site) -> None:
    room, key = let_in(site)
    assert ask(site, room, Cookie=key)[0] == 200
    spent = "/" + site.links[0].split("/", 3)[3]
    assert [ask(site, spent)[0], ask(site, spent)[0]] == [403, 403]
    assert len(site.links) == 2, "whoever comes second is told of a new link in the terminal, once"
    assert ask(site, room, Cookie=key)[0] == 200
    again, newer = let_in(site)
    assert again == room
    assert (ask(site, room, Cookie=key)[0], ask(site, room, Cookie=newer)[0]) == (403, 200)


def test_the_cookie_goes_to_the_room_only_and_scripts_cannot_read_it(site: Site) -> None:
    _, headers, _ = ask(site, "/" + site.links[-1].split("/", 3)[3])
    parts = headers["set-cookie"].split("; ")
    assert {"HttpOnly", f"Path={headers['location']}", "SameSite=Lax"} <= set(parts)
    assert len(headers["location"]) > 30


def test_asking_for_the_head_does_not_spend_the_link(site: Site) -> None:
    assert ask(site, "/" + site.links[-1].split("/", 3)[3], "HEAD")[0] == 403
    let_in(site)


@pytest.mark.parametrize("path", ["", "name/", "asset/site.css", "batch/4b/", "batch/4b/all/", "batch/4b/undo/", "batch/4b/x/picture.png"])
def test_every_page_needs_room_and_cookie(path: str, site: Site) -> None:
    room, key = let_in(site)
    other = "/" + "x" * (len(room) - 2) + "/"
    for method in ("GET", "POST"):
        assert ask(site, room + path, method, "" if method == "POST" else None)[0] in (403, 405)
        assert ask(site, other + path, method, "" if method == "POST" else None, Cookie=key)[0] in (403, 405)
    assert ask(site, room + path, Cookie="examwright-key=")[0] in (403, 405)


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1.evil.example", "[::1]", "127.0.0.1:1", ""])
def test_another_name_gets_nothing(host: str, site: Site) -> None:
    room, key = let_in(site)
    status, _, text = ask(site, room, Cookie=key, Host=host)
    assert status == 400
    assert "A mock exam" not in text


def test_a_proxys_headers_change_nothing(site: Site) -> None:
    room, key = let_in(site)
    assert ask(site, room, Cookie=key, X_Forwarded_Host="evil.example", X_Forwarded_For="10.0.0.1")[0] == 200
    assert ask(site, room, Cookie=key, Host="evil.example", X_Forwarded_Host=site.host)[0] == 400


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_another_page_cannot_use_ours(origin: str, site: Site) -> None:
    """`same-site` is another port of this machine."""
    room, key = let_in(site)
    image = {"Sec-Fetch-Site": origin, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    frame = {"Sec-Fetch-Site": origin, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    link = {"Sec-Fetch-Site": origin, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert [ask(site, room, Cookie=key, **wanted)[0] for wanted in (image, frame, link)] == [403, 403, 200]
    assert ask(site, room + "name/", "POST", "who=Eve", Cookie=key, **link)[0] == 403


def test_a_form_needs_our_token_and_our_origin(site: Site) -> None:
    room, key = let_in(site)
    _, headers, page = ask(site, room, Cookie=key)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    cookie = f"{key}; {headers['set-cookie'].split(';')[0]}"
    body = f"who=Ann&csrfmiddlewaretoken={token[1]}"
    ours = f"http://{site.host}"
    assert ask(site, room + "name/", "POST", "who=Ann", Cookie=cookie, Origin=ours)[0] == 403
    assert ask(site, room + "name/", "POST", body, Cookie=cookie, Origin="http://127.0.0.1:1")[0] == 403
    assert ask(site, room + "name/", "POST", body, Cookie=cookie, Origin="null")[0] == 403
    assert ask(site, room + "name/", "POST", body, Cookie=cookie, Origin=ours)[0] == 303


TRAPS = (
    "asset/../../../etc/passwd", "asset/..%2f..%2f..%2fpyproject.toml", "asset/%2e%2e/look.css", "asset/doubts.css", "asset/",
    "batch/../", "batch/..%2f..%2f/", "batch/%2e%2e/all/", "batch/4b/..%2fsettled.jsonl/picture.png", "batch/4b/a%2f1/", "batch/none/",
    "batch/4b%00/", "batch/4b/%2e%2e/picture.png", "../../etc/passwd", "%2e%2e/", "static/site.css",
)  # fmt: skip


@pytest.mark.parametrize("path", TRAPS)
def test_no_path_leads_out(path: str, site: Site) -> None:
    room, key = let_in(site)
    status, _, text = ask(site, room + path, Cookie=key)
    assert status in (400, 403, 404)
    assert "root:" not in text
    assert "[project]" not in text


def test_what_every_answer_says_to_the_browser(site: Site) -> None:
    room, key = let_in(site)
    for path, cookie in ((room, key), (room, ""), ("/nowhere", ""), (room + "asset/site.css", key)):
        _, headers, _ = ask(site, path, Cookie=cookie)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["referrer-policy"] == "same-origin"
        assert "no-store" in headers["cache-control"] or path.endswith(".css")
        assert "server" not in headers


def test_too_much_is_refused(site: Site) -> None:
    room, key = let_in(site)
    assert ask(site, room + "name/", "POST", "who=" + "x" * 70_000, Cookie=key)[0] == 413


def test_only_loopback_can_reach_it(site: Site) -> None:
    assert site.host.startswith("127.0.0.1:")
    table = Path("/proc/net/tcp")
    listening = [line.split() for line in table.read_text("ascii").splitlines()] if table.exists() else []
    port = f"{int(site.host.split(':')[1]):04X}"
    assert {line[1] for line in listening if line[1].endswith(port) and line[3] == "0A"} <= {f"0100007F:{port}"}


def test_tickets_are_long_and_never_alike() -> None:
    links: list[str] = []
    rooms = {Door("127.0.0.1:1", links.append).room for _ in range(50)}
    assert len(rooms) == len(set(links)) == 50
    assert all(len(link.rstrip("/").rsplit("/", 1)[1]) == 32 for link in links)
    assert not Door("127.0.0.1:1", links.append).is_open("", "")
    assert Door("127.0.0.1:1", links.append).enter("") is None


def test_the_guards_stand_in_their_order() -> None:
    names = [name.rsplit(".", 1)[1] for name in MIDDLEWARE]
    assert names.index("headers") == 0 < names.index("Guard") < names.index("CsrfViewMiddleware")
