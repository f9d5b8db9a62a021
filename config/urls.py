"""Every address of the site, app by app; Wagtail's page tree answers last."""

from allauth.account.views import logout as account_logout
from django.conf import settings
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from core.pages.views.serve import serve_page
from lms.accounts.admin import StaffSettingsView

urlpatterns = [
    path("", include("core.urls")),
    path("", include("cms.urls")),
    path("", include("servicedesk.urls")),
    path("", include("elibrary.urls")),
    path("", include("lms.urls")),
    # One way in: people log in on our own screen, where the second factor is asked for.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", account_logout),
    path("admin/account/", never_cache(require_admin_access(StaffSettingsView.as_view()))),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumen/", include(wagtaildocs_urls)),
]

if settings.SERVE_MEDIA:
    urlpatterns += [path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", serve_file, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += [
    # Wagtail's own log-in for restricted pages takes a password alone, past the second factor and the limits on tries.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]

handler500 = "core.operations.unavailable.server_error"
