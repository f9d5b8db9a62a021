"""gunicorn: ``gunicorn -c deploy/gunicorn.conf.py config.wsgi`` from the folder that holds ``manage.py``.

Two processes and a few threads serve a busy office machine; more processes when it has more cores (WEB_CONCURRENCY).
"""

import os
import sys
import tempfile
from pathlib import Path

from gunicorn.glogging import Logger

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

wsgi_app = "config.wsgi"
chdir = str(ROOT)
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
backlog = 512

# Seconds. Longest request (an upload over a slow line is buffered by nginx); what a restart lets running requests finish.
timeout = 60
graceful_timeout = 30
keepalive = 5

# A worker is replaced now and then, so that a leak never grows old.
max_requests = 5000
max_requests_jitter = 500

# Heartbeats in memory: a slow or full disk must not look like a hanging worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir()  # noqa: S108

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
# Only nginx on this machine or in this compose network can reach the socket.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
control_socket_disable = True

accesslog = "-"
errorlog = "-"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.operations.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}


class logger_class(Logger):
    """One line a request: method, path, status, bytes, ms, request id. No address, agent, referrer or query string."""

    def access(self, resp, req, environ, request_time):  # type: ignore[no-untyped-def]
        path, status = environ.get("PATH_INFO", ""), str(resp.status).split(" ", 1)[0]
        if path in {"/healthz", "/readyz"} and status == "200":
            return
        headers = {name.lower(): value for name, value in resp.headers}
        self.access_log.info(
            "%s %s %s",
            environ.get("REQUEST_METHOD", ""),
            path,
            status,
            extra={
                "method": environ.get("REQUEST_METHOD", ""),
                "path": path,
                "status": int(status),
                "bytes": getattr(resp, "sent", 0) or 0,
                "ms": request_time.seconds * 1000 + request_time.microseconds // 1000,
                "request_id": headers.get("x-request-id", ""),
            },
        )
