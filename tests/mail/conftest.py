"""A real mail server on this machine, which remembers what it took and may misbehave."""

import socket
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller


class Postmaster:
    """Answers each mail with the next of `answers`, and takes it once they are used up."""

    def __init__(self):
        self.answers = []
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd's name)
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content))
        return answer


@pytest.fixture
def postmaster():
    return Postmaster()


@pytest.fixture
def mail_server(app, postmaster):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(postmaster, hostname="127.0.0.1", port=port)
    server.start()
    app.config["MAIL_SERVER"] = f"smtp://127.0.0.1:{port}"
    app.config["MAIL_FROM"] = "Plejefamilier <plejefamilier@aarhus.example>"
    yield app.config["MAIL_SERVER"]
    server.stop()
