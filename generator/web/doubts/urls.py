"""Turn an address and a method into the page that answers it."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from generator.web.doubts import pages
from generator.web.doubts.assets import asset

urlpatterns = [
    path("open/<str:ticket>/", require_safe(pages.enter), name="enter"),
    path("<str:room>/", require_safe(pages.batches), name="batches"),
    path("<str:room>/name/", require_POST(pages.name), name="name"),
    path("<str:room>/asset/<str:name>", require_safe(asset), name="asset"),
    path("<str:room>/batch/<str:batch>/", require_safe(pages.batch), name="batch"),
    path("<str:room>/batch/<str:batch>/undo/", require_POST(pages.undo), name="undo"),
    path("<str:room>/batch/<str:batch>/all/", require_safe(pages.overview), name="overview"),
    path("<str:room>/batch/<str:batch>/<str:key>/", require_http_methods(["GET", "HEAD", "POST"])(pages.doubt), name="doubt"),
    path("<str:room>/batch/<str:batch>/<str:key>/picture.png", require_safe(pages.picture), name="picture"),
]
handler400 = "generator.web.doubts.refusals.bad"
handler403 = "generator.web.doubts.refusals.forged"
handler404 = "generator.web.doubts.refusals.missing"
handler500 = "generator.web.doubts.refusals.broken"
