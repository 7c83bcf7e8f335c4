"""Settings from the environment, one class for each. A missing secret stops the start."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

INSTANCE = Path(__file__).parent / "instance"


class MissingSetting(SystemExit):
    """The program cannot run safely without this setting."""


def required(name: str, hint: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise MissingSetting(f"fostermatch cannot start: the setting {name} is missing. {hint}")
    return value


def data_keys(text: str) -> dict[int, bytes]:
    """Keys by number, as in "2:<64 hex digits>,1:<64 hex digits>". The first one encrypts."""
    try:
        pairs = [part.split(":") for part in text.split(",")]
        keys = {int(number): bytes.fromhex(key) for number, key in pairs}
    except ValueError:
        keys = {}
    if not keys or any(len(key) != 32 for key in keys.values()):
        raise MissingSetting(
            "fostermatch cannot start: DATA_KEYS must look like 1:<64 hex digits>, "
            "several separated by commas with the newest first."
        )
    return keys


class Config:
    LANGUAGES = ("da", "en")
    BABEL_DEFAULT_LOCALE = "da"
    BABEL_DEFAULT_TIMEZONE = "Europe/Copenhagen"
    CHORES_BESIDE_PAGES = False
    MAX_CONTENT_LENGTH = 1_000_000
    PERMANENT_SESSION_LIFETIME = timedelta(minutes=30)
    PREFERRED_URL_SCHEME = "https"
    RATELIMIT_STORAGE_URI = os.environ.get("RATELIMIT_STORAGE_URI", "memory://")
    RATELIMIT_HEADERS_ENABLED = False
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    SESSION_COOKIE_SECURE = True
    SHOW_DEMO_USERS = False
    # An error in the log names the statement, never the values of people in it.
    SQLALCHEMY_ENGINE_OPTIONS = {"hide_parameters": True}
    TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))
    WTF_CSRF_TIME_LIMIT = None

    PAPER_MEGABYTES = int(os.environ.get("PAPER_MEGABYTES", "10"))
    PAPERS_FOLDER: str
    MAIL_FROM = "fostermatch@localhost"
    MAIL_SERVER = "outbox"
    PUBLIC_URL = "http://127.0.0.1:5000/"
    SECRET_KEY: str
    DATA_KEYS: dict[int, bytes]
    SQLALCHEMY_DATABASE_URI: str


class Production(Config):
    def __init__(self) -> None:
        self.SECRET_KEY = required("SECRET_KEY", "It signs sign-ins: a long random text.")
        self.DATA_KEYS = data_keys(
            required("DATA_KEYS", "They encrypt CPR numbers: 1:<64 hex digits>.")
        )
        self.SQLALCHEMY_DATABASE_URI = required(
            "DATABASE_URL", "For example postgresql://fostermatch@localhost/fostermatch."
        )
        self.PAPERS_FOLDER = required(
            "PAPERS_FOLDER", "Families' papers lie there: a folder no web server shows."
        )
        self.PUBLIC_URL = required("PUBLIC_URL", "Links in mails begin with it: https://….")
        self.MAIL_FROM = required("MAIL_FROM", "The address that mails come from.")
        self.MAIL_SERVER = required(
            "MAIL_SERVER", "smtp+tls://user:password@server:587, or outbox to send nothing."
        )


class Demo(Config):
    """An invented municipality on this machine: a database file for each size and seed."""

    SESSION_COOKIE_SECURE = False
    PREFERRED_URL_SCHEME = "http"
    SHOW_DEMO_USERS = True
    CHORES_BESIDE_PAGES = True
    # Of invented users, shown to everybody.
    DEMO_PASSWORD = "fostermatch-demo"  # nosec B105

    def __init__(self) -> None:
        size = float(os.environ.get("FOSTERMATCH_DEMO_SIZE", "1"))
        seed = int(os.environ.get("FOSTERMATCH_DEMO_SEED", "1"))
        INSTANCE.mkdir(exist_ok=True)
        self.PUBLIC_URL = os.environ.get("PUBLIC_URL", self.PUBLIC_URL)
        self.SECRET_KEY = remembered_secret(INSTANCE / "demo-secret")
        self.DATA_KEYS = {1: bytes.fromhex(remembered_secret(INSTANCE / "demo-data-key"))}
        self.SQLALCHEMY_DATABASE_URI = f"sqlite:///{INSTANCE}/demo-{size:g}-{seed}.db"
        self.PAPERS_FOLDER = f"{INSTANCE}/papers-{size:g}-{seed}"


class Testing(Config):
    __test__ = False  # a setting, not a test, whatever its name says to pytest

    TESTING = True
    SECRET_KEY = "test"
    DATA_KEYS = {1: bytes(range(32))}
    SESSION_COOKIE_SECURE = False
    RATELIMIT_ENABLED = False
    WTF_CSRF_ENABLED = False
    ARGON2 = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}

    def __init__(self, database: str = "sqlite://") -> None:
        self.SQLALCHEMY_DATABASE_URI = database


def remembered_secret(path: Path) -> str:
    """A random secret that survives a restart, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()


def from_environment() -> Config:
    environments = {"production": Production, "demo": Demo}
    name = os.environ.get("FOSTERMATCH_ENV", "production")
    if name not in environments:
        raise MissingSetting(f"FOSTERMATCH_ENV is {name}; it must be production or demo.")
    return environments[name]()
