"""Every text a person can see is in Danish too."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

DANISH = Path("fostermatch/translations/da/LC_MESSAGES/messages.po")
EXTRACT = "extract -F babel.cfg -k _l -k _nl:1,2 -o {to} --no-location ."


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    to = tmp_path_factory.mktemp("catalogue") / "messages.pot"
    command = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        *EXTRACT.format(to=to).split(),
    ]
    subprocess.run(command, check=True)
    return read_po(BytesIO(to.read_bytes()))


@pytest.fixture(scope="module")
def danish():
    return read_po(BytesIO(DANISH.read_bytes()), locale="da")


def test_every_text_has_a_danish_one(source, danish):
    missing = [
        message.id
        for message in source
        if message.id and not all_of(danish.get(message.id) and danish.get(message.id).string)
    ]
    assert missing == []


def all_of(string):
    return string and (all(string) if isinstance(string, tuple) else True)


def test_nothing_is_translated_that_nobody_says(source, danish):
    assert [m.id for m in danish if m.id and source.get(m.id) is None] == []
    assert not danish.obsolete


def test_the_danish_has_the_same_places_to_fill_in(danish):
    for message in danish:
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[1]
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert gaps(strings[-1]) == gaps(english), english


def gaps(text):
    return set(re.findall(r"%\(\w+\)[sd]", text))
