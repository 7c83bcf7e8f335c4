from typing import Any

from flask import Blueprint, render_template
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.families.models import ApprovalKind, Care
from fostermatch.forecast.chart import chart
from fostermatch.forecast.queries import forecast_of

bp = Blueprint("forecast", __name__)


@bp.get("/families/forecast")
def places() -> Any:
    access.require("forecast.read")
    found = forecast_of(current_user, clock.today())
    return render_template(
        "forecast/places.html",
        found=found,
        chart=chart(found.total),
        labels={(c.value, k.value): (c.label, k.label) for c in Care for k in ApprovalKind},
        today=clock.today(),
    )
