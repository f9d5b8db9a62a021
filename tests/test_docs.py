"""What the documents name exists: files and folders, names of the code, and the targets of links."""

import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT: Path = settings.BASE_DIR
HISTORY = ROOT / "docs/adr"
"""Decisions keep the names of their time."""
DOCUMENTS = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "core/django_patches/README.md"]
    + [path for path in ROOT.glob("docs/**/*.md") if HISTORY not in path.parents]
)
APPS = ("core", "cms", "servicedesk", "elibrary", "courses", "lms")
FOLDERS = (*APPS, "config", "templates", "static", "locale", "tests", "benchmarks", "deploy", "docs", "decree", ".ci")
GATHERING = {"demo", "management", "migrations", "templatetags"}
MADE_BY_THE_OPERATOR = {"deploy/env", "deploy/tls/"}
"""Named by docs/operations.md; never part of the repository."""

NAMES_OF_OTHERS = {"APPEND_SLASH", "client_body_temp_path", "django_session", "whatsapp_business_messaging"}
"""Django's, nginx's and Meta's."""

BINARY = {".pyc", ".png", ".pdf", ".mp3", ".mp4", ".xlsx", ".zip"}

WORD = re.compile(r"[A-Za-z_]\w*")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
FILE_IN_DIAGRAM = re.compile(rf"(?<![\w/.])(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./-]*[\w/]")
PATH = re.compile(rf"(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./*-]*")
MODEL = re.compile(rf"({'|'.join(APPS)})\.([A-Z]\w+)")
IDENTIFIER = re.compile(r"([A-Za-z]\w*(?:\.\w+)*)(?:\(.*\))?")
NAME = re.compile(rf"(?:{'|'.join((*APPS, 'config', 'tests'))})(?:\.\w+)+")


@pytest.fixture(params=DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def document(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def words_of_the_code() -> set[str]:
    found = (path for folder in (*APPS, "config", "tests", "deploy") for path in (ROOT / folder).rglob("*"))
    files = [path for path in found if path.is_file() and path != Path(__file__)]
    texts = (path.read_text("utf-8", "ignore") for path in [*files, ROOT / "Makefile"] if path.suffix not in BINARY)
    return {word for text in texts for word in WORD.findall(text)} | {path.stem for path in files} | NAMES_OF_OTHERS


def test_every_path_in_a_document_exists(document: Path) -> None:
    assert [path for path in _paths(document.read_text()) if not _exists(path)] == []


def test_every_dotted_name_in_a_document_exists(document: Path) -> None:
    names = set(CODE.findall(FENCE.sub("", document.read_text())))
    assert sorted(name for name in names if not _is_known(name)) == []


def test_every_identifier_in_a_document_is_in_the_code(document: Path, words_of_the_code: set[str]) -> None:
    """Names with an underscore, or a capital inside, in whatever module they are defined."""
    codes = set(CODE.findall(FENCE.sub("", document.read_text())))
    named = {word for code in codes if (found := IDENTIFIER.fullmatch(code)) for word in found[1].split(".")}
    assert sorted(word for word in named if _is_identifier(word) and word not in words_of_the_code) == []


def test_every_relative_link_in_a_document_resolves(document: Path) -> None:
    targets = [target for target in LINK.findall(FENCE.sub("", document.read_text())) if "://" not in target]
    paths = {target.partition("#")[0] for target in targets} - {""}
    assert sorted(path for path in paths if not (document.parent / path).exists()) == []


def test_every_subject_has_its_line_in_the_tree() -> None:
    tree = (ROOT / "docs/directory-structure.md").read_text()
    subjects = {path.parent.name for app in APPS for path in (ROOT / app).glob("*/__init__.py")} - GATHERING
    assert sorted(name for name in subjects if f"  {name}  " not in tree) == []


def test_every_decision_that_a_document_refers_to_exists(document: Path) -> None:
    numbers = set(re.findall(r"docs/adr/(\d{4})", document.read_text()))
    assert sorted(number for number in numbers if not _exists(f"docs/adr/{number}-*.md")) == []


def _paths(text: str) -> list[str]:
    """Paths below a folder of the repository, in backticks and in diagrams."""
    marked = {code for code in CODE.findall(FENCE.sub("", text)) if PATH.fullmatch(code)}
    drawn = {path for fence in FENCE.findall(text) for path in FILE_IN_DIAGRAM.findall(fence)}
    return sorted((marked | drawn) - MADE_BY_THE_OPERATOR)


def _is_identifier(word: str) -> bool:
    return "_" in word or re.search("[a-z][A-Z]", word) is not None


def _exists(path: str) -> bool:
    return any(ROOT.glob(path)) if "*" in path else (ROOT / path).exists()


def _is_known(name: str) -> bool:
    """True for what is no name of the code: kinds of jobs, audit actions, permissions and the like name no package."""
    if model := MODEL.fullmatch(name):
        return model[2].lower() in apps.all_models[model[1]]
    if not NAME.fullmatch(name) or not _is_module(".".join(name.split(".")[:2])):
        return True
    return _resolves(name)


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # its parent is no package
        return False


def _resolves(name: str) -> bool:
    """Whether ``name`` is a module, or an attribute of one."""
    for module, rest in _splits(name):
        if _is_module(module):
            return not rest or _has_attribute(import_module(module), rest)
    return False


def _has_attribute(value: object, path: list[str]) -> bool:
    for name in path:
        value = getattr(value, name, None)
    return value is not None


def _splits(name: str) -> Iterator[tuple[str, list[str]]]:
    """The name as module and attributes, with the longest module first."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        yield ".".join(parts[:end]), parts[end:]
