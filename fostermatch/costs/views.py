"""What places cost: seen and added to, never changed."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.costs import queries
from fostermatch.costs.forms import PriceForm
from fostermatch.costs.models import OwnPrice, PriceKind
from fostermatch.database import db
from fostermatch.saving import save_and_go

bp = Blueprint("costs", __name__, url_prefix="/costs")


@bp.get("/prices")
def prices() -> Any:
    access.require("price.read")
    known, today = queries.prices_of(current_user.municipality_id), clock.today()
    return render_template(
        "costs/prices.html",
        table_rows=[(kind, known.price(kind, today)) for kind in PriceKind],
        coming=[(price.kind, price) for price in known.coming(today)],
        earlier=[(price.kind, price) for price in known.earlier(today)],
        today=today,
    )


@bp.route("/prices/new", methods=["GET", "POST"])
def add_price() -> Any:
    access.require("price.add")
    own = queries.own_prices(current_user.municipality_id)
    form = PriceForm(data={"kind": PriceKind.of(request.args.get("kind"))})
    latest = max(own, key=lambda row: row.id, default=None)
    form.show(latest)
    if form.validate_on_submit() and form.is_up_to_date(latest):
        row = OwnPrice(municipality_id=current_user.municipality_id)
        form.populate_obj(row)
        db.session.add(row)
        audit.record("price.add", row, by=current_user)
        return save_and_go(url_for(".prices"), _("The price is added."))
    return render_template("costs/add_price.html", form=form), form.status
