"""Two people who press at the same moment: real threads, real connections."""

from threading import Barrier, Thread
from typing import Any

from flask_login import FlaskLoginClient


def press_at_once(app: Any, presses: list[tuple[Any, str]], data: dict[str, str]) -> list[Any]:
    """Send the form, once for each user to that user's address, all at the same moment."""
    ready, answers = Barrier(len(presses)), []

    def press(client: FlaskLoginClient, address: str) -> None:
        ready.wait()
        answers.append(client.post(address, data=data))

    threads = [
        Thread(target=press, args=[FlaskLoginClient(app, user=user), address])
        for user, address in presses
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
