"""Turn a request into the page it asks for, or into one more line of `settled.jsonl`."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from generator.model.batch import INVALID
from generator.render.names import shown
from generator.web.doubts.desk import Desk
from generator.web.doubts.guard import DESK, KEY, WHO, door
from generator.web.doubts.refusals import refused
from generator.web.doubts.view import Place, history, next_open, places, shown_doubt
from generator.web.doubts.wanted import wanted

LONGEST_NAME, LONGEST_WHY, LONGEST_SEARCH = 80, 200, 80


def desk_of(request: HttpRequest) -> Desk:
    """The batches that this server shows."""
    found: Desk = request.META[DESK]
    return found


def address(request: HttpRequest, name: str, *parts: str) -> str:
    """Of a page in this room."""
    found: str = reverse(name, args=(door(request).room, *parts))
    return found


def go(request: HttpRequest, name: str, *parts: str) -> HttpResponse:
    """Send the browser on, by a GET."""
    response = HttpResponseRedirect(address(request, name, *parts))
    response.status_code = 303
    return response


def shows(request: HttpRequest, template: str, status: int = 200, **names: Any) -> HttpResponse:
    """A page with what every page needs."""
    more = {"url": partial(address, request), "who": who(request), "paper": desk_of(request).paper, "title": desk_of(request).title}
    return render(request, template, more | names, status=status)


def who(request: HttpRequest) -> str:
    """Who is deciding; "" where nobody said."""
    try:
        found: str = loads(request.COOKIES.get(WHO, ""), salt=door(request).room)
    except BadSignature:
        return ""
    return found


def enter(request: HttpRequest, ticket: str) -> HttpResponse:
    """The link of the terminal."""
    key = door(request).enter(ticket) if request.method == "GET" else None
    if key is None:
        return refused(request, 403, "Closed", "This link was opened already, or is not one of ours. The newest one is in the terminal.")
    response = go(request, "batches")
    # Lax: a link in another page or program leads through here, and the next page must already have the cookie.
    response.set_cookie(KEY, key, path=f"/{door(request).room}/", httponly=True, samesite="Lax")
    return response


def name(request: HttpRequest, room: str) -> HttpResponse:
    """Who is deciding, from now on."""
    given = " ".join(request.POST.get("who", "").split())
    if not given or len(given) > LONGEST_NAME or not given.isprintable():
        return _batches(request, f"Type a name of at most {LONGEST_NAME} characters.", 422)
    response = go(request, "batches")
    response.set_cookie(WHO, dumps(given, salt=room), path=f"/{room}/", httponly=True, samesite="Strict")
    return response


def batches(request: HttpRequest, room: str) -> HttpResponse:
    """Every batch with what is open."""
    return _batches(request)


def _batches(request: HttpRequest, complaint: str = "", status: int = 200) -> HttpResponse:
    desk = desk_of(request)
    found = [(batch, places(desk, batch)) for batch in desk.batches()]
    lines = [(batch, len(all_), sum(place.holds is None for place in all_)) for batch, all_ in found]
    return shows(request, "web/batches.html.j2", status, batches=lines, complaint=complaint, longest=LONGEST_NAME)


def _found(request: HttpRequest, batch: str) -> tuple[Place, ...]:
    """The doubts of a batch that there is."""
    desk = desk_of(request)
    if batch not in desk.batches():
        raise Http404
    return places(desk, batch)


def _at(found: tuple[Place, ...], key: str) -> int:
    at = next((at for at, place in enumerate(found) if place.key == key), None)
    if at is None:
        raise Http404
    return at


def batch(request: HttpRequest, room: str, batch: str) -> HttpResponse:
    """The first open doubt, or the end."""
    place = next_open(_found(request, batch), "")
    return go(request, "doubt", batch, place.key) if place else go(request, "overview", batch)


def overview(request: HttpRequest, room: str, batch: str) -> HttpResponse:
    """All doubts of a batch with what holds of each, and every line that was written."""
    found, desk = _found(request, batch), desk_of(request)
    lines = tuple(history(desk, batch, found))
    latest = {line.key: line for line in lines}
    count = sum(place.holds is None for place in found)
    return shows(
        request, "web/overview.html.j2", batch=batch, places=found, latest=latest, lines=lines[::-1], open=count,
        first=next_open(found, ""), command=desk.command(batch),
    )  # fmt: skip


def doubt(request: HttpRequest, room: str, batch: str, key: str) -> HttpResponse:
    """One doubt; a POST settles it and goes on to the next."""
    found = _found(request, batch)
    at = _at(found, key)
    if not who(request):
        return go(request, "batches")
    return _settled(request, batch, found, at) if request.method == "POST" else _doubt(request, batch, found, at)


def _doubt(request: HttpRequest, batch: str, found: tuple[Place, ...], at: int, complaint: str = "", status: int = 200) -> HttpResponse:
    desk, search = desk_of(request), " ".join(request.GET.get("find", "")[:LONGEST_SEARCH].split())
    mine = next((line for line in reversed(tuple(history(desk, batch, found))) if line.who == shown(who(request))), None)
    one = shown_doubt(desk, batch, found, at, search)
    listed = bool(desk.candidates(batch))
    return shows(
        request, "web/doubt.html.j2", status, batch=batch, one=one, doubt=one.place.doubt, complaint=complaint, last=mine, search=search,
        listed=listed, invalid=INVALID,
    )  # fmt: skip


def _settled(request: HttpRequest, batch: str, found: tuple[Place, ...], at: int) -> HttpResponse:
    desk, place = desk_of(request), found[at]
    now = shown_doubt(desk, batch, found, at)
    if request.POST.get("seen") != str(now.seen):
        return _doubt(request, batch, found, at, "Somebody decided this meanwhile; look at it again.", 409)
    try:
        value, why = wanted(desk, batch, place.doubt, now.asked, request.POST), " ".join(request.POST.get("why", "").split())
        if len(why) > LONGEST_WHY or not why.isprintable():
            raise ValueError(f"The reason is longer than {LONGEST_WHY} characters, or holds one that cannot be printed.")
        desk.settle(batch, place.doubt, value, who(request), why)
    except ValueError as error:
        return _doubt(request, batch, found, at, str(error), 422)
    following = next_open(places(desk, batch), place.key)
    return go(request, "doubt", batch, following.key) if following else go(request, "overview", batch)


def undo(request: HttpRequest, room: str, batch: str) -> HttpResponse:
    """Open again what this person settled last, and show it."""
    found, desk = _found(request, batch), desk_of(request)
    mine = {place.doubt.id: place for place in found if place.holds and place.holds.who == who(request)}
    last = next((mine[line.doubt] for line in reversed(desk.settled(batch)) if line.doubt in mine), None)
    if last is None:
        return go(request, "batch", batch)
    desk.reopen(batch, last.doubt, who(request))
    return go(request, "doubt", batch, last.key)


def picture(request: HttpRequest, room: str, batch: str, key: str) -> HttpResponse:
    """The place in the scan."""
    found = _found(request, batch)
    place = found[_at(found, key)]
    try:
        data = desk_of(request).picture(batch, place.doubt)
    except (OSError, ValueError):
        raise Http404 from None
    return HttpResponse(data, content_type="image/png")
