"""PostgreSQL as Django knows it, with a health check that doesn't ask the server: name the package as ``ENGINE``."""
