"""Addresses of the core app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from core.files.admin.images import add_images, create_image_from_upload
from core.messages import views as whatsapp
from core.operations import views
from core.pages.views import sitemaps, styleguide
from core.search import views as search

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.alive, name="healthz"),
    path("readyz", views.ready, name="readyz"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("cari/", search.search, name="search"),
    path("whatsapp/kabar/", whatsapp.status, name="whatsapp_status"),
    # In front of Wagtail's own views of the same addresses.
    path("admin/images/multiple/add/", add_images, name="site_images_add"),
    path(
        "admin/images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
        create_image_from_upload,
        name="site_image_from_upload",
    ),
]

if settings.DEBUG:
    urlpatterns += [path("gaya/", styleguide.show, name="styleguide")]
