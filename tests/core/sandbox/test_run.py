"""Whatever a file does to its parser, the caller lives and is told what happened."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.sandbox import parent as sandbox
from core.sandbox.verdict import Limits

HERE = "tests.core.sandbox.hostile"
ROOT = Path(__file__).resolve().parents[3]


def test_a_good_parser_gives_its_value_even_when_its_libraries_print():
    verdict = sandbox.run(f"{HERE}.add", a=2, b=3)
    assert (verdict.ok, verdict.value, verdict.reason) == (True, 5, None)


@pytest.mark.parametrize(
    ("function", "limits", "reason"),
    [
        ("loop_for_ever", Limits(cpu=1), "waktu"),
        ("sleep_for_ever", Limits(wall=1), "waktu"),
        ("eat_memory", Limits(memory=256 * 1024**2), "memori"),
        ("read_address_zero", Limits(), "terhenti"),
        ("kill_itself", Limits(), "terhenti"),
        ("talk_without_end", Limits(output=1_000_000), "terlalu besar"),
        ("not_json", Limits(), "terhenti"),
        ("fail", Limits(), "rusak"),
        ("does_not_exist", Limits(), "kesalahan sistem"),
        ("fail_by_a_mistake_of_ours", Limits(), "kesalahan sistem"),
    ],
)
def test_bad_behaviour_becomes_a_verdict_with_an_indonesian_sentence(function, limits, reason):
    verdict = sandbox.run(f"{HERE}.{function}", limits=limits)
    assert not verdict.ok
    assert verdict.reason == reason
    assert verdict.sentence.endswith(".")
    assert "Error" not in verdict.sentence


def test_a_mistake_in_our_own_parser_is_logged_with_its_stack_and_without_the_files_content(caplog):
    sandbox.run(f"{HERE}.fail_by_a_mistake_of_ours")
    assert "KeyError in our own code" in caplog.text
    assert "hostile.py" in caplog.text
    assert "nama rahasia" not in caplog.text.replace('return {}["nama rahasia"]', "")


def test_a_damaged_file_is_no_mistake_of_ours(caplog):
    sandbox.run(f"{HERE}.fail")
    assert "our own code" not in caplog.text


def test_what_the_child_writes_to_its_error_stream_is_logged_with_the_functions_name(caplog):
    verdict = sandbox.run(f"{HERE}.write_to_the_error_stream")
    assert (verdict.ok, verdict.value) == (True, 1)
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", f"sandbox: {HERE}.write_to_the_error_stream wrote to stderr:\nwarning: unknown glyph")
    ]


def test_a_refusal_keeps_the_parsers_own_sentence():
    verdict = sandbox.run(f"{HERE}.refuse")
    assert (verdict.reason, verdict.sentence) == ("ditolak", "Berkas ini dikunci dengan kata sandi.")
    assert not verdict.may_pass_later


def test_whoever_waits_can_show_a_sign_of_life_and_give_up(monkeypatch):
    monkeypatch.setattr("core.sandbox.parent.TICK_SECONDS", 0.05)
    beats = []

    def beat():
        beats.append(1)
        if len(beats) == 3:
            raise KeyError("somebody else has the work")

    with pytest.raises(KeyError):
        sandbox.run(f"{HERE}.sleep_for_ever", heartbeat=beat)
    assert len(beats) == 3


def test_a_parser_can_not_fill_the_disk(tmp_path):
    verdict = sandbox.run(f"{HERE}.write_too_much", path=str(tmp_path / "big"), limits=Limits(file=2_000_000))
    assert verdict.reason == "terlalu besar"
    assert (tmp_path / "big").stat().st_size <= 2_000_000


def test_the_child_sees_none_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    assert sandbox.run("os.getenv", key="SECRET_KEY").value is None


def test_the_child_dies_with_the_worker(tmp_path):
    note = tmp_path / "pid"
    code = f"from core.sandbox import parent as sandbox; sandbox.run('{HERE}.note_and_sleep', path={str(note)!r})"
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    child = int(_wait_for(lambda: note.exists() and note.read_text()))
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert _wait_for(lambda: not _alive(child))


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


def _wait_for(condition):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.01)
    raise AssertionError("did not happen within 10 s")
