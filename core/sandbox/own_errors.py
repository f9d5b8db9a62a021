"""Tell an error in our own parser code from a parser's verdict on a bad file. Free of Django: the child imports this."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

logger = logging.getLogger(__name__)

OWN_ERROR = "Terjadi kesalahan di sistem kami saat membaca berkas ini."
ASK_ADMINISTRATOR = "Hubungi pengelola sistem; berkasnya tidak perlu diperbaiki."
_ROOT = Path(__file__).resolve().parents[2]
_RAISED_BY_BAD_INPUT = (UnicodeError, EOFError, RecursionError, OverflowError, OSError, MemoryError)


def is_own_error(error: BaseException) -> bool:
    """True if a built-in exception such as KeyError or TypeError was raised by a line of this project.

    Exception classes defined by a module (ParseError, BadZipFile, Refused) and exceptions raised inside a library are a
    verdict on the file, as are the built-in ones that bad bytes cause anywhere.
    """
    if type(error).__module__ != "builtins" or isinstance(error, _RAISED_BY_BAD_INPUT):
        return False
    return error.__traceback__ is not None and _is_own_code(error.__traceback__)


def log_if_own(error: BaseException, *, what: str) -> bool:
    """Log the type and stack of an error of our own and return True; return False for a bad file.

    The error's message is left out, since it may quote the file.
    """
    if not is_own_error(error):
        return False
    stack = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s: %s in our own code\n%s", what, type(error).__name__, stack)
    return True


def _is_own_code(trace: TracebackType) -> bool:
    while trace.tb_next is not None:
        trace = trace.tb_next
    path = Path(trace.tb_frame.f_code.co_filename)
    return path.is_relative_to(_ROOT) and "site-packages" not in path.parts
