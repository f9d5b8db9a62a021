"""What an app declares of an import: the files it takes, how they are read, compared with what there is, and applied."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from core.files.uploads.kinds import FileKind
from core.imports.models import ImportRun
from core.imports.records import Line
from core.imports.selectors import pending_keys
from core.registry import Registry
from core.sandbox.verdict import Limits, Verdict

Content = TypeVar("Content")
ReportProgress = Callable[[int, int], None]
"""Called with how much is done and how much there is; 0 where the whole isn't known."""
ApplyParts = Callable[[ImportRun, Content], Iterator[tuple[int, int]]]


@dataclass(frozen=True)
class Stage:
    """One of the two jobs of an import: its kind, its label for staff, and the sentences on its progress and its end.

    ``progress`` has the places ``{done}`` and ``{total}``; empty where nothing is told.
    """

    job: str
    label: str
    done: str
    progress: str = ""


def _nothing(run: ImportRun) -> None:
    """No hook is declared."""


def _no_options(run: ImportRun, verdict: Verdict | None = None) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class ImportKind(Generic[Content]):
    """One import. The flow over it is ``core.imports.driver``; ``name`` is the ``kind`` of its runs, ``model`` their proxy.

    ``function`` reads the file at ``path`` in the sandbox, with the arguments of ``read_options``, and returns a value. That
    of a ``large`` file writes records to ``out`` instead, line by line: they are kept until they have been applied, and the
    report is written in pieces. ``facts`` are added to the run's options once the file has been read or refused.

    ``content`` turns the function's value into what ``compare`` and ``apply`` need; the value of a large file is None when
    its records were at hand. ``compare`` reads only. ``apply_parts`` does a transaction a part and yields how far it is;
    what the report has settled it leaves alone. ``prepare`` is called before, and again when a killed run goes on. All of
    them may raise JobError.

    ``on_checked``, ``on_refused`` and ``on_applied`` are called in the transaction that ends the step.
    """

    name: str
    model: Any
    allowed: Collection[FileKind]
    most_bytes: int
    function: str
    limits: Limits
    check: Stage
    apply: Stage
    content: Callable[[ImportRun, Any], Content]
    compare: Callable[[ImportRun, Content, ReportProgress], Iterable[Line]]
    apply_parts: ApplyParts[Content]
    large: bool = False
    applies_as_uploader: bool = False
    """Nothing can be applied once the account of the person who uploaded is gone."""
    progress_every: int = 1
    """Parts from one word on progress to the next; each renews the job's lease."""
    read_options: Callable[[ImportRun], Mapping[str, Any]] = _no_options
    facts: Callable[[ImportRun, Verdict], Mapping[str, Any]] = _no_options
    prepare: Callable[[ImportRun], None] = _nothing
    on_checked: Callable[[ImportRun], None] = _nothing
    on_refused: Callable[[ImportRun], None] = _nothing
    on_applied: Callable[[ImportRun], None] = _nothing
    unreadable: str = "Berkas ini tidak dapat dibaca. Coba unggah lagi."
    stopped: str = "Penerapan terhenti. Yang sudah diterapkan tetap; tekan lagi."
    """Sentences for a job that was given up without a reason of its own."""


IMPORTS: Registry[ImportKind[Any]] = Registry("imports")


def kind_of(run: ImportRun) -> ImportKind[Any]:
    """Raises KeyError for a run whose app no longer registers its kind."""
    return IMPORTS[run.kind]


def apply_each_key(apply_one: Callable[[ImportRun, Content, str], None]) -> ApplyParts[Content]:
    """Parts of one subject each: every key of the report with changes that aren't settled yet, in its order."""

    def parts(run: ImportRun, content: Content) -> Iterator[tuple[int, int]]:
        keys = pending_keys(run)
        for done, key in enumerate(keys, start=1):
            apply_one(run, content, key)
            yield done, len(keys)

    return parts
