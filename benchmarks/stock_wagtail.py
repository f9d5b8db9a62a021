"""A Wagtail site as its tutorial makes it: one plain page with the text given, for comparison."""

from pathlib import Path

ADDRESS = "/layanan/halaman/"
_SETTINGS = """
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = "benchmark-only"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "stock_urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
INSTALLED_APPS = ["stock", "wagtail.contrib.forms", "wagtail.contrib.redirects", "wagtail.embeds", "wagtail.sites",
    "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images", "wagtail.search", "wagtail.admin", "wagtail",
    "modelcluster", "taggit", "django_filters", "django.contrib.auth", "django.contrib.contenttypes",
    "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware", "wagtail.contrib.redirects.middleware.RedirectMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
    "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages"]}}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
USE_TZ = True
WAGTAIL_SITE_NAME = "Stock"
WAGTAILADMIN_BASE_URL = "http://localhost"
"""
_URLS = """
from django.urls import include, path
from wagtail import urls
urlpatterns = [path("", include(urls))]
"""
_WSGI = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "stock_settings"
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""
_MODELS = """
from wagtail.fields import RichTextField
from wagtail.models import Page

class TextPage(Page):
    body = RichTextField()
"""
_TEMPLATE = """{% load wagtailcore_tags wagtailuserbar %}<!doctype html><html lang="id"><head><title>{{ page.title }}</title>
</head><body>{% wagtailuserbar %}<h1>{{ page.title }}</h1>{{ page.body|richtext }}</body></html>
"""
_PREPARE = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "stock_settings"
import django
django.setup()
from pathlib import Path
from django.core.management import call_command
call_command("makemigrations", "stock", verbosity=0)
call_command("migrate", verbosity=0)
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from stock.models import TextPage
from wagtail.models import Site
unit = Site.objects.get().root_page.add_child(instance=TextPage(title="Unit", slug="layanan", body="-"))
unit.add_child(instance=TextPage(title="Layanan", slug="halaman", body=Path("text.html").read_text()))
client = Client()
client.get("{ADDRESS}")
with CaptureQueriesContext(connection) as queries:
    assert client.get("{ADDRESS}").status_code == 200
print("QUERIES", len(queries))
"""
_FILES = {
    "stock_settings.py": _SETTINGS,
    "stock_urls.py": _URLS,
    "stock_wsgi.py": _WSGI,
    "stock/__init__.py": "",
    "stock/migrations/__init__.py": "",
    "stock/models.py": _MODELS,
    "stock/templates/stock/text_page.html": _TEMPLATE,
    "prepare.py": _PREPARE,
}


def write_project(folder: Path, paragraphs: list[str]) -> None:
    """The whole project into ``folder``; ``prepare.py`` there makes the database and prints the queries of a request."""
    for name, content in _FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content)
    (folder / "text.html").write_text("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
