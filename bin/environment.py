"""Make the Python environment in ``.venv`` from a hash-locked list, and put the project itself into it.

``environment.py app`` installs what the product needs, ``environment.py dev`` what its tests need as well and
``environment.py compile`` what compiles the reading engine. Each is done again only when its list changed. Nothing is
built and nothing comes without a hash; a folder ``wheelhouse`` beside this one replaces the package index on machines
without a network. Standard library only.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / "bin/python"
STAMP = ENVIRONMENT / "luoshi-installed.json"
WHEELHOUSE = PROJECT / "wheelhouse"
IMPLIED = {"app": ("app",), "dev": ("app", "dev"), "compile": ("compile",)}
COMMAND = """#!{python}
import sys

from luoshi.site.command_line import main

sys.exit(main())
"""


def fail(message: str) -> None:
    """End with a message for the person at the terminal."""
    print(message, file=sys.stderr)
    raise SystemExit(2)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the checkout, so that two starts at once do not build one environment."""
    folder = os.open(PROJECT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is at work in this folder; waiting for it …", flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def works(*command: str | Path) -> bool:
    """Tell whether a command can be run and ends well."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def pip_command() -> list[str]:
    """Give a pip that installs into the environment, making the bare environment first.

    Debian keeps ensurepip in a package of its own. Where it is missing, pip is taken from the wheelhouse or from the
    system, or, for root, the package is installed.
    """
    inside = [str(PYTHON), "-m", "pip"]
    if works(*inside, "--version"):
        return inside
    if STAMP.is_file() and found_pip():  # an environment that was made without a pip of its own
        return found_pip()
    if works(sys.executable, "-m", "ensurepip", "--version") or (not found_pip() and install_ensurepip()):
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
        return inside
    if found_pip() and works(sys.executable, "-c", "import venv"):
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", ENVIRONMENT], check=True)
        return found_pip()
    fail(
        "This Python has neither ensurepip nor pip, so no environment can be made.\n"
        "On Debian or Ubuntu, as root: apt-get install python3-venv   Then start again."
    )
    raise AssertionError


def found_pip() -> list[str]:
    """Give a pip outside the environment that can install into it, or an empty list."""
    wheels = sorted(WHEELHOUSE.glob("pip-*.whl"))
    if wheels:
        return [str(PYTHON), str(wheels[-1] / "pip")]
    has_pip = works(sys.executable, "-m", "pip", "--python", sys.executable, "--version")
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)] if has_pip else []


def install_ensurepip() -> bool:
    """Install Debian's package for this Python where root asks; tell whether ensurepip is there now."""
    if os.geteuid() or not shutil.which("apt-get"):
        return False
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    print(f"Installing {package}, which Debian keeps apart from Python …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        subprocess.run(["apt-get", *words], stdout=subprocess.DEVNULL, env=environment)
    return works(sys.executable, "-m", "ensurepip", "--version")


def install(lock: Path) -> None:
    """Install exactly what the lock names, each file checked by its hash."""
    print(f"Installing the Python packages of {lock.relative_to(PROJECT)} …", flush=True)
    options = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--quiet", "--disable-pip-version-check"]
    options += ["--no-warn-script-location", "-r", str(lock)]
    if WHEELHOUSE.is_dir():
        options += ["--no-index", "--find-links", str(WHEELHOUSE)]
    if subprocess.run([*pip_command(), "install", *options]).returncode:
        fail(
            "The Python packages could not be installed; pip's words stand above.\n"
            "Is the package index, or your mirror of it, within reach? Without a network, fill wheelhouse/ first."
        )


def write_if_new(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file unless it holds the text already."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)


def link_project() -> None:
    """Put the sources on the environment's path and its command beside its Python, without building anything."""
    [packages] = (ENVIRONMENT / "lib").glob("python3.*/site-packages")
    relative = os.path.relpath(PROJECT / "src", packages)
    write_if_new(packages / "luoshi.pth", relative + "\n")
    write_if_new(ENVIRONMENT / "bin/luoshi", COMMAND.format(python=PYTHON), 0o755)


def main(wanted: str) -> None:
    """Bring the environment up to date."""
    lock = PROJECT / f"requirements/{wanted}.txt"
    locks = {name: PROJECT / f"requirements/{name}.txt" for name in IMPLIED[wanted]}
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in locks.items()}
    with one_at_a_time():
        installed = json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.is_file() else {}
        if not works(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
            installed = {}
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        if any(installed.get(name) != value for name, value in hashes.items()):
            if wanted == "compile" and not (works(PYTHON, "-m", "pip", "--version") or found_pip()):
                fail("There is no pip to install what compiles with.")  # no reason to make the environment anew
            install(lock)
        link_project()
        write_if_new(STAMP, json.dumps(installed | hashes))


if __name__ == "__main__":
    main(sys.argv[1])
