"""WSGI entry point for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

# What is loaded by now stays to the end: the collector needn't look through it again, and what a request leaves behind is
# mostly gone by itself. A sixth of a page's computing went into looking.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
