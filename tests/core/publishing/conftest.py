"""The gate is tested on pages of the information site."""

from tests.cms.conftest import _empty_cache, log_in, service, shared_service, shared_site, site

__all__ = ["_empty_cache", "log_in", "service", "shared_service", "shared_site", "site"]
