"""What every page of a participant has in common."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.users.models import User

View = Callable[..., HttpResponseBase]


class AuthenticatedRequest(HttpRequest):
    """A request of somebody who has logged in."""

    user: User  # type: ignore[assignment]


def learner_file(view: View) -> View:
    """Log-in first. The person's own browser may keep the file for a while; ``core.files.serving`` says so."""
    return login_required(require_safe(view))


def learner_page(*methods: str) -> Callable[[View], View]:
    """Log-in first, and no cache keeps the answer: a phone is shared, a proxy too."""

    def decorate(view: View) -> View:
        return never_cache(login_required(require_http_methods([*methods, "HEAD"])(view)))

    return decorate
