"""Fixtures that every test may use. State lies in a folder of its own; nothing touches ``var/``."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """``services`` and ``browser`` tests run only when asked for by ``-m``; otherwise they are skipped, and say so."""
    chosen = config.option.markexpr or ""
    for name in ("services", "browser"):
        if name in chosen:
            continue
        for item in items:
            if name in item.keywords:
                item.add_marker(pytest.mark.skip(reason=f"needs '-m {name}'; .ci/run runs it"))
