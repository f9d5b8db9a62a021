"""``make run`` on a Debian that has git, make and its own python3, and nothing else."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.environment import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bare machine")]

START_SECONDS = 600
RUN = """
mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" &&
exec chroot --userspec="$2" "$1" env -i PATH=/usr/bin:/bin HOME="$3" PORT="$4" sh -c 'cd "$HOME/site" && exec make run'
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A root file system of a minimal Debian, with an account ``warga`` and the network settings of this machine."""
    if shutil.which("debootstrap") is None or subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"]).returncode:
        pytest.skip("needs debootstrap and the right to make namespaces")
    root = tmp_path_factory.mktemp("debian")
    packages = "--include=git,make,python3,ca-certificates"
    made = subprocess.run(["debootstrap", "--variant=minbase", packages, "bookworm", root], capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"no root file system from Debian's mirror: {made.stdout[-300:]}")
    subprocess.run(["useradd", "--root", root, "--create-home", "warga"], check=True)
    for name in ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt"):
        if Path(name).exists():
            shutil.copy(name, f"{root}{name}")
    root.chmod(0o755)
    yield root
    shutil.rmtree(root, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(site: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until ``/readyz`` is 200. Fails with what ``make run`` printed."""
    started = time.monotonic()
    while process.poll() is None and time.monotonic() - started < START_SECONDS:
        try:
            if requests.get(f"{site}/readyz", timeout=10).status_code == 200:
                return
        except requests.ConnectionError:
            time.sleep(0.5)
    pytest.fail(log.read_text()[-3000:])


@pytest.mark.parametrize(("account", "home"), [("root", "root"), ("warga", "home/warga")])
def test_the_site_starts_with_its_services_found(bare: Path, tmp_path: Path, account: str, home: str) -> None:
    folder = bare / home / "site"
    folder.mkdir()
    source = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "--extract", "--directory", folder], input=source, check=True)
    subprocess.run(["chroot", bare, "chown", "-R", account, f"/{home}/site"], check=True)
    port, log = free_port(), tmp_path / "make-run.log"
    site = f"http://127.0.0.1:{port}"
    # The mounts and every process end with the first process of the new namespaces.
    unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", RUN, "run"]
    with (
        log.open("wb") as output,
        subprocess.Popen([*unshare, bare, account, f"/{home}", str(port)], stdout=output, stderr=output) as process,
    ):
        try:
            wait_until_ready(site, process, log)
            found = requests.get(f"{site}/cari/", {"q": "izin usaha simpan pinjam"}, timeout=60).text
        finally:
            process.kill()
    assert 'id="jenis-layanan"' in found
    assert "coba-" in log.read_text()
