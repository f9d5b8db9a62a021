"""Finds, in the source of the installed Wagtail, every place that makes something public or saves a copy of it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import wagtail

ROOT = Path(wagtail.__file__).parent
_LEFT_OUT = {"tests", "tests.py", "test", "migrations", "project_template", "node_modules"}
_ACTIONS = {
    "PublishRevisionAction",
    "PublishPageRevisionAction",
    "CopyPageAction",
    "CreatePageAliasAction",
    "publish_workflow_state",
}
_WRITES_OF_ACTIONS = {"save", "add_child", "add_sibling", "save_revision", "move"}
_READS = {"filter", "exclude", "Q", "get"}


def doors(root: Path = ROOT) -> set[str]:
    """ "admin/views/pages/edit.py EditView.publish_action: PublishPageRevisionAction" and its like."""
    return {door for path in _sources(root) for door in _doors_in(path, path.relative_to(root).as_posix())}


def _sources(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*.py") if not _LEFT_OUT & set(path.relative_to(root).parts))


def _doors_in(path: Path, name: str) -> Iterator[str]:
    for where, node in _walk(ast.parse(path.read_text(encoding="utf-8")), []):
        what = _what(node, in_actions=name.startswith("actions/"))
        if what:
            yield f"{name} {'.'.join(where) or '–'}: {what}"


def _walk(node: ast.AST, where: list[str]) -> Iterator[tuple[list[str], ast.AST]]:
    for child in ast.iter_child_nodes(node):
        inner = [*where, child.name] if isinstance(child, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) else where
        yield inner, child
        yield from _walk(child, inner)


def _what(node: ast.AST, *, in_actions: bool) -> str | None:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return "live = True" if _sets_live(node) else None
    if isinstance(node, ast.Dict):
        return (
            "{live: True}" if any(_is_live(key, value) for key, value in zip(node.keys, node.values, strict=True)) else None
        )
    if not isinstance(node, ast.Call):
        return None
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _ACTIONS or (name == "publish" and isinstance(node.func, ast.Attribute)):
        return name
    if in_actions and name in _WRITES_OF_ACTIONS:
        return f"{name} in an action"
    makes_live = any(word.arg == "live" and _is_true(word.value) for word in node.keywords)
    return f"{name}(live=True)" if makes_live and name not in _READS else None


def _sets_live(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return _is_true(node.value) and any(isinstance(target, ast.Attribute) and target.attr == "live" for target in targets)


def _is_live(key: ast.AST | None, value: ast.AST) -> bool:
    return isinstance(key, ast.Constant) and key.value == "live" and _is_true(value)


def _is_true(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
