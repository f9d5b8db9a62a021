"""The look stays light: budgets of what every page loads, and nothing from elsewhere."""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parents[3] / "static"
SPRITE = STATIC / "img" / "icons.svg"
OFFLINE = "lms/learning"
LESSON_SCRIPTS = ("js/site.js", "courses/content/lesson.js", f"{OFFLINE}/offline-store.js", f"{OFFLINE}/offline.js")
DELIVERY_SCRIPT = "elibrary/deliveries/delivery.js"  # publishers and staff who send files of gigabytes
STAFF_SCRIPTS = ("lms/roster/roster.js", "core/publishing/content-checks.js")
PAGE_STYLES = ("tokens.css", "base.css", "components.css")


def _bytes(paths: list[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def test_styles_of_a_page_stay_under_36_kilobytes_uncompressed() -> None:
    assert _bytes([STATIC / "css" / name for name in PAGE_STYLES]) < 36_000


def test_a_lesson_loads_the_most_script_and_stays_under_18_kilobytes_uncompressed() -> None:
    assert _bytes([STATIC / name for name in LESSON_SCRIPTS]) <= 18_000


def test_the_script_that_sends_files_stays_under_7_kilobytes() -> None:
    assert _bytes([STATIC / DELIVERY_SCRIPT]) <= 7_000


def test_all_other_scripts_together_stay_under_9_kilobytes() -> None:
    counted = {STATIC / name for name in (*LESSON_SCRIPTS, DELIVERY_SCRIPT, *STAFF_SCRIPTS)}
    assert _bytes([path for path in STATIC.rglob("*.js") if path not in counted]) <= 9_000


def test_icon_sprite_stays_under_6_kilobytes() -> None:
    assert SPRITE.stat().st_size < 6_000


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', SPRITE.read_text()))
    templates = (STATIC.parent / "templates").rglob("*.html")
    named = {
        name for path in templates for name in re.findall(r'components/icon\.html" with name="([a-z-]+)"', path.read_text())
    }
    assert named <= drawn


def test_styles_load_nothing_from_another_host() -> None:
    for path in STATIC.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", path.read_text()), path.name
        assert "@import" not in path.read_text(), path.name


def test_every_token_that_a_style_uses_is_defined() -> None:
    """Ours; what the admin's screens use of Wagtail's begins with ``--w-``."""
    defined = set(re.findall(r"(--[a-z0-9-]+):", (STATIC / "css" / "tokens.css").read_text()))
    for path in STATIC.rglob("*.css"):
        used = {name for name in re.findall(r"var\((--[a-z0-9-]+)", path.read_text()) if not name.startswith("--w-")}
        assert used <= defined, path.name
