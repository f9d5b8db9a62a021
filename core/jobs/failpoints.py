"""Fault injection points. A kill test names one in ``JOB_FAULT_POINT``; otherwise each is one string comparison."""

import os
import signal

from django.conf import settings


def failpoint(name: str) -> None:
    """Kill this process with SIGKILL when ``JOB_FAULT_POINT`` equals ``name``."""
    if name == settings.JOB_FAULT_POINT:
        os.kill(os.getpid(), signal.SIGKILL)
