from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.database import db
from fostermatch.matching import Weights
from fostermatch.rounds import actions, queries, situation, what_if
from fostermatch.rounds.models import MatchingRules
from fostermatch.rounds.preview import Preview, preview_of
from fostermatch.rounds.weights import words
from fostermatch.rounds.weights.forms import WeightsForm, spoken_changes
from fostermatch.rounds.weights.values import weights_with
from fostermatch.rounds.words import CRITERIA, slot_name, spoken
from fostermatch.saving import save_and_go

bp = Blueprint("weights", __name__, url_prefix="/weights")


@bp.get("")
def overview() -> Any:
    """What counts in a round. Open to all who sign in: it names nobody."""
    versions = queries.every_version(current_user)
    return show(versions[0] if versions else None, versions)


@bp.get("/<int:rules_id>")
def version(rules_id: int) -> Any:
    return show(access.get_or_404(MatchingRules, rules_id), queries.every_version(current_user))


def show(rules: MatchingRules | None, versions: list[MatchingRules]) -> str:
    return render_template(
        "rounds/weights/overview.html",
        rules=rules,
        weights=queries.weighting(rules),
        criteria=spoken(CRITERIA),
        words=words,
        in_force=not versions or rules == versions[0],
        history=[
            (rules, spoken_changes(queries.weighting(before), rules.weighting()))
            for rules, before in zip(versions, [*versions, None][1:], strict=True)
        ],
    )


@bp.route("/edit", methods=["GET", "POST"])
def edit() -> Any:
    """Change the weights; what it would change is shown first, and nothing is kept by looking."""
    access.require("weights.set")
    if request.method == "POST":
        queries.hold(current_user.municipality)
    rules = queries.rules_in_force(current_user.municipality_id)
    weights, preview = queries.weighting(rules), None
    form = WeightsForm(rules, weights)
    if form.validate_on_submit() and form.is_up_to_date(form.latest):
        proposed = weights_with(weights, form.values)
        if "save" in request.form and form.has_reason():
            with form.refusable():
                return save(proposed, form.reason.data)
        else:
            preview = what_would_change(weights, proposed)
    page = render_template(
        "rounds/weights/edit.html", form=form, preview=preview, slot_name=slot_name
    )
    return page, 200 if preview and not form.errors else form.status


def save(weights: Weights, reason: str) -> Any:
    municipality = current_user.municipality
    actions.set_rules(municipality, weights, reason, by=current_user, at=clock.now())
    message = _("The weights are saved. The next round uses them.")
    return save_and_go(url_for(".overview"), message)


def what_would_change(weights: Weights, proposed: Weights) -> Preview:
    """Today's list matched with the weights in force and with those proposed."""
    now = situation.today(current_user.municipality, clock.today(), weights)
    comparison = what_if.compare(now, replace(now, weights=proposed))
    audit.record("weights.try", current_user, by=current_user)
    db.session.commit()
    return preview_of(comparison, spoken_changes(weights, proposed), clock.today())
