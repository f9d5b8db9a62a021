"""For load balancers and whoever watches the site; no session, no cookie, no page."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.operations.health import readiness


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all. Asks nothing else: a restart mends this process, not a database."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when every part that the site stands on answers, else 503; each part is named."""
    state = readiness()
    parts = {name: {"status": "ok" if part.ok else "fail", "ms": part.ms} for name, part in state.parts.items()}
    return JsonResponse({"status": "ok" if state.ok else "fail", "checks": parts}, status=200 if state.ok else 503)
