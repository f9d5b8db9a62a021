"""Parsers that behave as badly as a file can make one behave."""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

from core.sandbox.verdict import Refused


def add(a, b):
    print("a library that talks")
    return a + b


def loop_for_ever():
    while True:
        pass


def sleep_for_ever():
    time.sleep(3600)


def eat_memory():
    return len(bytearray(4 * 1024**3))


def read_address_zero():
    ctypes.string_at(0)


def kill_itself():
    os.kill(os.getpid(), signal.SIGKILL)


def talk_without_end():
    return "x" * 5_000_000


def not_json():
    return object()


def fail():
    ElementTree.fromstring("<torn")


def fail_by_a_mistake_of_ours():
    return {}["nama rahasia"]


def write_to_the_error_stream():
    sys.stderr.write("warning: unknown glyph\n")
    return 1


def refuse():
    raise Refused("Berkas ini dikunci dengan kata sandi.")


def write_too_much(path):
    with Path(path).open("wb") as out:
        for _ in range(100):
            out.write(b"x" * 1_000_000)


def note_and_sleep(path):
    Path(path).write_text(str(os.getpid()))
    time.sleep(3600)
