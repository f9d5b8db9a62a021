"""Health probe of the web container: ``python deploy/probe.py``; exit status 0 when the process answers.

Speaks to the web process directly, under the site's own name: Django answers no other.
"""

import os
import sys
import urllib.request
from urllib.parse import urlsplit

request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": urlsplit(os.environ["SITE_URL"]).netloc})
with urllib.request.urlopen(request, timeout=3) as answer:  # noqa: S310
    sys.exit(answer.status != 200)
