"""Who decides what: the rules of the municipality, each from a day on."""

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.database import db
from fostermatch.decisions import queries
from fostermatch.decisions.levels.deciding import Usual
from fostermatch.decisions.levels.forms import RuleForm
from fostermatch.decisions.models import DecisionRule
from fostermatch.decisions.views import bp
from fostermatch.saving import save_and_go


@bp.get("/decisions/levels")
def levels() -> Any:
    access.require("decision_rule.set")
    rules = queries.every_rule(current_user)
    holds = queries.rule_in_force(current_user.municipality_id, clock.today())
    return render_template(
        "decisions/levels.html", rules=rules, holds=holds or Usual(), is_own=holds is not None
    )


@bp.route("/decisions/levels/new", methods=["GET", "POST"])
def set_level() -> Any:
    """The form starts from what holds today."""
    access.require("decision_rule.set")
    today = clock.today()
    holds = queries.rule_in_force(current_user.municipality_id, today) or Usual()
    names = ("no_consent", "overridden", "split", "dear", "cost_limit")
    form = RuleForm(data={name: getattr(holds, name) for name in names} | {"starts_on": today})
    latest = max(queries.every_rule(current_user), key=lambda row: row.id, default=None)
    form.show(latest)
    if form.validate_on_submit() and form.is_up_to_date(latest):
        row = DecisionRule(
            municipality_id=current_user.municipality_id,
            set_by_id=current_user.id,
            set_at=clock.now(),
        )
        form.populate_obj(row)
        db.session.add(row)
        audit.record("decision_rule.set", row, by=current_user)
        return save_and_go(url_for(".levels"), _("The rule is saved."))
    return render_template("decisions/set_level.html", form=form), form.status
