"""Foster and respite families for Danish municipalities: recruiting, places, matching, waiting."""

from typing import Any

from flask import Flask

from fostermatch import (
    access,
    accounts,
    cases,
    children,
    chores,
    database,
    demo,
    errors,
    families,
    forms,
    i18n,
    mail,
    navigation,
    placements,
    recruitment,
    requests,
    rounds,
    saving,
    security,
    today,
    wording,
)
from fostermatch.extensions import csrf, limiter, login_manager

FEATURES = (
    accounts,
    mail,
    families,
    recruitment,
    recruitment.checklists,
    children,
    requests,
    placements,
    rounds,
    cases,
    today,
    demo,
)
CONCERNS = (i18n, errors, security, access, saving, navigation, forms, wording, chores)


def create_app(config: Any) -> Flask:
    app = Flask(__name__, template_folder="../templates")
    app.config.from_object(config)

    database.init_app(app)
    for extension in (csrf, limiter, login_manager):
        extension.init_app(app)
    for concern in CONCERNS:
        concern.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(feature.bp)
    return app
