"""Turn the house's rules into Django's settings: the part that every site of ours has; `examwright serve` extends it.

No database, no sessions, no admin: a site that needs them adds them. https://docs.djangoproject.com/en/5.2/ref/settings/
"""

from __future__ import annotations

import secrets

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)  # another one at each start: signed cookies end with the process
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "generator.web.doubts.urls"
INSTALLED_APPS = ["generator.web.doubts"]
MIDDLEWARE = [
    "generator.web.headers.headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "generator.web.doubts.guard.Guard",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.jinja2.Jinja2", "OPTIONS": {"environment": "generator.web.jinja.ours"}}]

APPEND_SLASH = False
USE_I18N = False
USE_TZ = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100

CSRF_COOKIE_NAME = "examwright-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "generator.web.doubts.refusals.forged"
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer a browser says `Origin: null` of our own forms
X_FRAME_OPTIONS = "DENY"

# What a stranger's request gets is no news; what breaks in ours goes to standard error.
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR"}, "nowhere": {"class": "logging.NullHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "propagate": False},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        "waitress.queue": {"handlers": ["nowhere"], "propagate": False},
    },
}
