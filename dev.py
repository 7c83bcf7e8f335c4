#!/usr/bin/env python3
"""Set up, run, test and check fostermatch, with nothing but Python's standard library."""

import argparse
import glob
import importlib.util
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  an older Python gets this far
    sys.exit("fostermatch needs Python 3.11 or newer. This is Python " + sys.version.split()[0])

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed-requirements.txt"
UV = "uv==0.13.9"
ENVIRONMENT = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "DEBIAN_FRONTEND": "noninteractive"}
if "PIP_INDEX_URL" in ENVIRONMENT:
    ENVIRONMENT.setdefault("UV_DEFAULT_INDEX", ENVIRONMENT["PIP_INDEX_URL"])

LINTERS = (
    "ruff format --check",
    "ruff check",
    "mypy",
    "djlint --lint --quiet templates",
    "bandit --quiet --recursive --configfile pyproject.toml fostermatch",
)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, then how many seconds it took."""
    print(f"{what} … ", end="", flush=True)
    start = time.monotonic()
    yield
    print(f"{time.monotonic() - start:.1f} s", flush=True)


def module(line: str) -> list[str]:
    """The command that runs a module with the Python of .venv."""
    return [str(PYTHON), "-m", *shlex.split(line)]


def show(command: list[str]) -> int:
    """Run a command in the open and give its exit code."""
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT).returncode


def quietly(command: list[str]) -> None:
    """Run a command; show what it printed only if it fails, and stop there."""
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, text=True, capture_output=True)
    if done.returncode:
        sys.exit(f"failed\n\n{done.stdout}{done.stderr}\nThe command was: {shlex.join(command)}")


def become(command: list[str]) -> None:
    """Turn into a command, so that it alone receives Ctrl+C."""
    os.chdir(ROOT)
    os.execve(command[0], command, ENVIRONMENT)


def can_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install(*packages: str) -> None:
    """Install packages of Debian."""
    with step(f"Installing {' and '.join(packages)} with apt-get"):
        quietly(["apt-get", "update"])
        quietly(["apt-get", "install", "--yes", "--no-install-recommends", *packages])


def make_venv() -> None:
    """Put a fresh .venv with uv in place of whatever is there."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not can_install():
            sys.exit(f"This Python cannot make a .venv yet. Type: sudo apt-get install {package}")
        install(package)
    with step("Making .venv"):
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
        quietly(module(f"pip install {UV}"))


def set_up(requirements: str, *or_more: str) -> None:
    """Give .venv exactly these requirements, unless it has them or one of the larger sets."""
    wanted, *larger = [(ROOT / name).read_text() for name in (requirements, *or_more)]
    usable = PYTHON.exists() and STAMP.exists()
    if usable and STAMP.read_text() in (wanted, *larger):
        return
    if not usable:
        make_venv()
    # Without its stamp an interrupted installation is started afresh the next time.
    STAMP.unlink(missing_ok=True)
    with step("Installing packages"):
        quietly([*module("uv pip sync --require-hashes --python"), str(PYTHON), requirements])
    STAMP.write_text(wanted)


def compile_translations() -> None:
    with step("Compiling translations"):
        quietly(module("babel.messages.frontend compile --directory fostermatch/translations"))


def refuse_taken(port: int) -> None:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError):
        sys.exit(f"Port {port} is not free. Choose another: python3 dev.py run --port {port + 1}")


def run(port: int, size: float, seed: int) -> None:
    """Serve an invented municipality until Ctrl+C."""
    refuse_taken(port)
    set_up("requirements.txt", "requirements-dev.txt")
    compile_translations()
    demo = {"ENV": "demo", "DEMO_SIZE": f"{size:g}", "DEMO_SEED": str(seed)}
    ENVIRONMENT.update({f"FOSTERMATCH_{name}": value for name, value in demo.items()})
    ENVIRONMENT["PUBLIC_URL"] = f"http://127.0.0.1:{port}/"
    code = show(module(f"flask --app wsgi demo make --size {size:g} --seed {seed}"))
    if code:
        sys.exit(code)
    print(f"\n    fostermatch is at http://127.0.0.1:{port}/\n    Ctrl+C stops it.\n", flush=True)
    quiet = "--no-control-socket --log-level warning"
    become(module(f"gunicorn --bind 127.0.0.1:{port} --workers 1 --threads 8 {quiet} wsgi:app"))


def provide_servers() -> None:
    """Get Chromium and PostgreSQL for the tests if we may, else say what will be skipped."""
    found = {
        "chromium": "CHROMIUM" in ENVIRONMENT or shutil.which("chromium"),
        # Playwright drives Chromium with a program that needs it.
        "libatomic1": find_library("atomic"),
        "postgresql": "TEST_POSTGRES_URL" in ENVIRONMENT
        or glob.glob("/usr/lib/postgresql/*/bin/initdb"),
    }
    if can_install() and not all(found.values()):
        try:
            install(*(name for name in found if not found[name]))
        except SystemExit as failure:
            print(f"{failure}\nThe tests that need it may be skipped.", flush=True)
    elif not found["chromium"]:
        print("There is no Chromium here: the browser tests will be skipped.", flush=True)


def test(arguments: list[str]) -> None:
    set_up("requirements-dev.txt")
    compile_translations()
    provide_servers()
    become([*module("pytest --numprocesses auto --dist worksteal"), *arguments])


def lint() -> None:
    set_up("requirements-dev.txt")
    wrong = [linter for linter in LINTERS if show(module(linter))]
    sys.exit(f"\nNot in order: {', '.join(wrong)}" if wrong else 0)


def lock(upgrade: bool) -> None:
    """Write the requirement files from pyproject.toml, keeping versions unless told to upgrade."""
    if not (VENV / "bin" / "uv").exists():
        make_venv()
    how = "--universal --python-version 3.11 --generate-hashes --no-annotate"
    command = f"uv pip compile pyproject.toml {how} {'--upgrade' if upgrade else ''}"
    command += " --custom-compile-command 'python3 dev.py lock'"
    with step("Locking"):
        quietly(module(f"{command} -o requirements.txt"))
        quietly(module(f"{command} --extra dev -c requirements.txt -o requirements-dev.txt"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("run", help="serve an invented municipality")
    command.add_argument("--port", type=int, default=5000)
    command.add_argument("--size", type=float, default=1.0, help="1 is a middling municipality")
    command.add_argument("--seed", type=int, default=1, help="another number, other people")
    commands.add_parser("test", help="run the tests; what follows goes to pytest")
    commands.add_parser("lint", help="check the code without changing it")
    command = commands.add_parser("lock", help="write the requirement files from pyproject.toml")
    command.add_argument("--upgrade", action="store_true", help="take the newest versions")
    options, rest = parser.parse_known_args()
    if options.command == "test":
        test(rest)
    elif rest:
        parser.error(f"unknown: {shlex.join(rest)}")
    elif options.command == "run":
        run(options.port, options.size, options.seed)
    elif options.command == "lint":
        lint()
    else:
        lock(options.upgrade)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
