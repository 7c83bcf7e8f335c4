"""Production starts with all its secrets or not at all."""

import pytest

import config

COMPLETE = {
    "SECRET_KEY": "s",
    "DATA_KEYS": "1:" + "ab" * 32,
    "DATABASE_URL": "postgresql://localhost/fostermatch",
    "PAPERS_FOLDER": "/var/lib/fostermatch/papers",
    "PUBLIC_URL": "https://fostermatch.example/",
    "MAIL_FROM": "plejefamilier@example.dk",
    "MAIL_SERVER": "outbox",
}


@pytest.mark.parametrize("missing", COMPLETE)
def test_a_missing_secret_stops_the_start_with_a_sentence(monkeypatch, missing):
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(missing)
    with pytest.raises(SystemExit, match=f"the setting {missing} is missing"):
        config.Production()


@pytest.mark.parametrize("keys", ["1", "1:abc", "x:" + "ab" * 32, "1:" + "ab" * 31])
def test_a_key_of_the_wrong_shape_stops_the_start(keys):
    with pytest.raises(SystemExit, match="64 hex digits"):
        config.data_keys(keys)


def test_the_newest_key_comes_first():
    assert list(config.data_keys(f"2:{'cd' * 32},1:{'ab' * 32}")) == [2, 1]


def test_an_unknown_environment_is_named(monkeypatch):
    monkeypatch.setenv("FOSTERMATCH_ENV", "moon")
    with pytest.raises(SystemExit, match="moon"):
        config.from_environment()


def test_the_demo_keeps_its_secrets_and_has_a_file_for_each_size_and_seed(monkeypatch, tmp_path):
    monkeypatch.setattr(config, "INSTANCE", tmp_path)
    monkeypatch.setenv("FOSTERMATCH_DEMO_SEED", "7")
    first, again = config.Demo(), config.Demo()
    assert first.SECRET_KEY == again.SECRET_KEY
    assert first.SQLALCHEMY_DATABASE_URI.endswith("demo-1-7.db")
    assert (tmp_path / "demo-secret").stat().st_mode & 0o077 == 0
