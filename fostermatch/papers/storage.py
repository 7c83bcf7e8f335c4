"""The files of papers: encrypted, under random names, in a folder that no server shows."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from flask import current_app

from fostermatch.encryption import seal, unseal
from fostermatch.papers.models import Paper

NEW = ".new"


class Lost(Exception):
    """The file is not there, or is not what was put there."""


@contextmanager
def kept_if_saved(paper: Paper, content: bytes) -> Iterator[None]:
    """Write the file of a paper, and take it away again unless what follows saves the paper.

    Until then it bears the name of a new one. If we are stopped in between, `settle` finds it.
    """
    if not content:
        yield
        return
    put(paper, content)
    try:
        yield
    except BaseException:
        new(paper).unlink(missing_ok=True)
        raise
    new(paper).rename(settled(paper))


def put(paper: Paper, content: bytes) -> None:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    new(paper).touch(mode=0o600)
    new(paper).write_bytes(seal(content, place(paper)))


def read(paper: Paper) -> bytes:
    path = settled(paper) if settled(paper).exists() else new(paper)
    try:
        return unseal(path.read_bytes(), place(paper))
    except (OSError, KeyError, IndexError, InvalidTag) as error:
        raise Lost from error


def unsettled(before: datetime) -> list[Path]:
    """New files that nobody is writing any more."""
    return [path for path in folder().glob(f"*{NEW}") if path.stat().st_mtime < before.timestamp()]


def settle(paths: Iterable[Path], known: set[str | None]) -> None:
    """Keep the new files that a paper knows; take away the others."""
    for path in paths:
        if path.stem in known:
            path.rename(path.with_suffix(""))
        else:
            path.unlink(missing_ok=True)


def place(paper: Paper) -> str:
    return f"paper:{paper.id}"


def folder() -> Path:
    return Path(current_app.config["PAPERS_FOLDER"])


def settled(paper: Paper) -> Path:
    return folder() / str(paper.file_name)


def new(paper: Paper) -> Path:
    return settled(paper).with_suffix(NEW)
