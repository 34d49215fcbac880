"""Turn a request into an answer only if it came from the one browser that was let in, under our own name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from generator.model.problem import RefusedError
from generator.web.doubts.door import Door
from generator.web.doubts.refusals import refused
from generator.web.headers import Answer

DESK, DOOR = "examwright.desk", "examwright.door"  # in the request's environment: no global knows them
KEY, WHO = "examwright-key", "examwright-who"


class Guard:
    """The middleware: host, origin, room and key."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get("HTTP_HOST") != door(request).host:  # another name for this machine: a page elsewhere that rebinds its own
            return refused(request, 400, "Wrong address", f"This page answers to {door(request).host} only.")
        if _from_elsewhere(request):
            return refused(request, 403, "Not from here", "Another page asked for this one. Open the link of the terminal.")
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, found: dict[str, Any]) -> HttpResponse | None:
        """Every address but the link's own has the room in it."""
        if "room" in found and not door(request).is_open(found["room"], request.COOKIES.get(KEY, "")):
            return refused(request, 403, "Closed", "Open the link of the terminal in this browser: it works once, and a newer one ends it.")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A file of the batch that cannot be read is the teacher's trouble, not ours: it is said."""
        if isinstance(error, RefusedError):
            return refused(request, 500, "The batch cannot be read", str(error))
        return None


def door(request: HttpRequest) -> Door:
    """The door of this server."""
    found: Door = request.META[DOOR]
    return found


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether another page wants this one, save that it leads there. https://www.w3.org/TR/fetch-metadata/"""
    site, mode = request.headers.get("Sec-Fetch-Site", "none"), request.headers.get("Sec-Fetch-Mode", "")
    leads = request.method == "GET" and mode == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    return site not in ("none", "same-origin") and not leads
