"""Decorators of participants' views: login required, allowed methods, caching."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.users.models import User

View = Callable[..., HttpResponseBase]


class AuthenticatedRequest(HttpRequest):
    """A request whose user has logged in."""

    user: User  # type: ignore[assignment]


def learner_file(view: View) -> View:
    """Requires login and a safe method. The response may be cached privately (``core.files.serving``)."""
    return login_required(require_safe(view))


def learner_page(*methods: str) -> Callable[[View], View]:
    """Requires login and one of ``methods`` (or HEAD). The response isn't cached: devices and proxies are shared."""

    def decorate(view: View) -> View:
        return never_cache(login_required(require_http_methods([*methods, "HEAD"])(view)))

    return decorate
