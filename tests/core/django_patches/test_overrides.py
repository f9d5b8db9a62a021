"""Only the places that core/django_patches/README.md lists reach into the inside of a framework."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import ROOT

APPS = ("core", "cms", "courses", "elibrary", "lms", "servicedesk", "config")
DOCUMENTED = {
    "_meta",  # Django: Model._meta API
    "_state",  # Django: Model._state
    "_base_manager",  # Django: base managers
    "_default_manager",
    "_replace",  # Python: namedtuple
    "_exit",  # Python: os._exit
}
OURS = {"_order_roles", "_is_gate_checked", "_add", "_prepared", "_questions"}
"""Private names of our own classes, used by a neighbour in the same module or by a subclass."""
ADAPTERS = {
    "core/jobs/file_broker.py",
    "core/publishing/action.py",
    "core/pages/views/serve.py",
}


def _reaches(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and ".internal" in (node.module or ""):
            yield f"import of {node.module}"
        if isinstance(node, ast.Attribute) and _is_foreign(node):
            yield ast.unparse(node)
        if isinstance(node, ast.Assign) and any(_is_method_of_a_class(target) for target in node.targets):
            yield ast.unparse(node)


def _is_foreign(node: ast.Attribute) -> bool:
    is_private = node.attr.startswith("_") and not node.attr.endswith("__") and node.attr not in DOCUMENTED | OURS
    return is_private and not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})


def _is_method_of_a_class(target: ast.expr) -> bool:
    """``SomeClass.method = …``; a constant in capitals is a setting."""
    if not isinstance(target, ast.Attribute) or not isinstance(target.value, ast.Name):
        return False
    return target.value.id[:1].isupper() and target.attr.islower()


@pytest.mark.parametrize("app", APPS)
def test_no_other_file_reaches_into_a_framework(app: str) -> None:
    found = {}
    for file in sorted(Path(ROOT, app).rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if "migrations" in file.parts or name.startswith("core/django_patches/") or name in ADAPTERS:
            continue
        if reaches := sorted(set(_reaches(ast.parse(file.read_text())))):
            found[name] = reaches
    assert found == {}


def test_the_readme_lists_each_adapter() -> None:
    folder = Path(ROOT, "core/django_patches")
    listed = (folder / "README.md").read_text()
    names = {f.name for f in folder.glob("*.py")} - {"__init__.py"} | ADAPTERS
    assert [name for name in sorted(names) if f"`{name}`" not in listed] == []
