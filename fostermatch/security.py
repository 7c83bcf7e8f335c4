"""Headers that keep the browser strict, idle sessions that end, and files served with long life."""

from typing import Any

from flask import Flask, session
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter
from whitenoise import WhiteNoise

CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def add_headers(response: Any) -> Any:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # Pages speak of children: nothing of them stays in a shared computer's cache.
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def end_idle_sessions() -> None:
    """Each request renews the session's life; without one it ends (PERMANENT_SESSION_LIFETIME)."""
    session.permanent = True


class Key(IntegerConverter):
    """A number that can be a row's id; a longer one is no address of ours."""

    def __init__(self, map: Any) -> None:  # noqa: A002 (Werkzeug's name)
        super().__init__(map, max=2**31 - 1)


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = Key
    app.after_request(add_headers)
    app.before_request(end_idle_sessions)
    wsgi: Any = WhiteNoise(
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        max_age=3600,
        autorefresh=app.testing,
    )
    if proxies := app.config["TRUSTED_PROXIES"]:
        wsgi = ProxyFix(wsgi, x_for=proxies, x_proto=proxies, x_host=proxies)
    app.wsgi_app = wsgi  # type: ignore[method-assign]
