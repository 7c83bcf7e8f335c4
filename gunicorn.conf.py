"""What gunicorn does beside serving pages."""

from typing import Any

from fostermatch import chores


def post_worker_init(worker: Any) -> None:
    """The demo is one process; elsewhere `flask work` has a process of its own."""
    if worker.wsgi.config["CHORES_BESIDE_PAGES"]:
        chores.start_beside(worker.wsgi)
