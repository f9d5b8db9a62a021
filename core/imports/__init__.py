"""Files that bring rows in, for every app: check (dry run) → report a line → apply, resumable, a second run changes nothing.

An app gives its kind, writes two job handlers (check, apply) and calls the services here; report and counts are the same for
all.
"""

from core.imports.records import Line
from core.imports.report import report_sheet
from core.imports.selectors import CHANGES, counts, keys_to_choose, lines_of, open_keys, same_file_before, still_open
from core.imports.services import (
    AlreadyChecking,
    WrongState,
    check_again,
    check_done,
    refuse,
    report_write,
    request_apply,
    run_done,
    run_open,
    run_stopped,
    settle,
    settle_all,
)

__all__ = [
    "CHANGES",
    "AlreadyChecking",
    "Line",
    "WrongState",
    "check_again",
    "check_done",
    "counts",
    "keys_to_choose",
    "lines_of",
    "open_keys",
    "refuse",
    "report_sheet",
    "report_write",
    "request_apply",
    "run_done",
    "run_open",
    "run_stopped",
    "same_file_before",
    "settle",
    "settle_all",
    "still_open",
]
