"""One id follows a request from the first log line through the jobs it starts; it is echoed as ``X-Request-ID``."""

from django_guid.integrations import CeleryIntegration

DJANGO_GUID = {
    "GUID_HEADER_NAME": "X-Request-ID",
    "VALIDATE_GUID": True,
    "RETURN_HEADER": True,
    "EXPOSE_HEADER": False,
    "INTEGRATIONS": [CeleryIntegration(use_django_logging=True, log_parent=False)],
}
