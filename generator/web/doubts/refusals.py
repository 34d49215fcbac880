"""Turn what cannot be answered into a short page that says so and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from generator.render.environment import page


def refused(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """A page without style, script and links: whoever sees it may be a stranger."""
    return HttpResponse(page("web/refused.html.j2", title=title, text=text), status=status)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not ours, or one that is older than the server."""
    return refused(request, 403, "Not accepted", "This form was not made by this server. Go back, load the page again, and repeat.")


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return refused(request, 400, "Not understood", "The request is not one that these pages send.")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return refused(request, 404, "Not there", "There is no such page, batch or doubt.")


def broken(request: HttpRequest) -> HttpResponse:
    """500; the trace is on standard error."""
    return refused(request, 500, "Our mistake", "Something broke; nothing was settled by this request. The terminal says more.")
