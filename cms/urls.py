"""Addresses of the information site that aren't pages of the tree."""

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from cms.news.feeds import NewsFeed
from cms.standards.views import request_letter
from core.pages.page_cache import public_page

app_name = "cms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("berita/atom.xml", public_page(require_safe(NewsFeed())), name="news_feed"),
    path("surat-permohonan/<int:service>.<str:kind>", public_page(request_letter), name="request_letter"),
]
