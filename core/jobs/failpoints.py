"""Named points at which a kill test stops the process the hard way; without such a test each is a comparison."""

import os
import signal

from django.conf import settings


def reach(point: str) -> None:
    """Kill this process with SIGKILL when ``JOB_FAULT_POINT`` names ``point``."""
    if point == settings.JOB_FAULT_POINT:
        os.kill(os.getpid(), signal.SIGKILL)
