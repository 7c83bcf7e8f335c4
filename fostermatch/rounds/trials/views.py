from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.forms import shown
from fostermatch.i18n import day
from fostermatch.rounds import queries, what_if
from fostermatch.rounds.models import Round
from fostermatch.rounds.preview import Preview, preview_of
from fostermatch.rounds.situation import Situation, of_round, today
from fostermatch.rounds.trials.changing import changed
from fostermatch.rounds.trials.forms import Named, TrialForm
from fostermatch.rounds.weights.forms import spoken_changes
from fostermatch.rounds.weights.values import values_of, weights_with
from fostermatch.rounds.words import slot_name

ROUNDS = 20  # past rounds to begin with
OTHERS = ("km_limit", "without_child", "without_family", "kind")

bp = Blueprint("trials", __name__, url_prefix="/trials")


@bp.get("")
def overview() -> Any:
    """What if: today's situation or a past round with something otherwise. Nothing is kept."""
    access.require("trial.make")
    audit.read(current_user.municipality, by=current_user, action="trials.read")
    sees_children = access.allowed(current_user, "round.read")
    past = [row for row, *_counts in queries.rounds(current_user, ROUNDS)] if sees_children else []
    start = situation_of(past)
    form = TrialForm(
        values_of(start.weights),
        current_user.municipality.km_limit,
        [(row.id, _("The round of %(day)s", day=day(row.run_at))) for row in past],
        children_of(start) if sees_children else [],
        families_of(start) if sees_children else [],
    )
    preview = what_would_change(start, form) if request.args and form.is_complete() else None
    return render_template(
        "rounds/trials/overview.html", form=form, preview=preview, slot_name=slot_name
    )


def situation_of(past: list[Round]) -> Situation:
    asked = request.args.get("start", type=int)
    if row := next((row for row in past if row.id == asked), None):
        return of_round(row)
    municipality = current_user.municipality
    weights = queries.weighting(queries.rules_in_force(municipality.id))
    return today(municipality, clock.today(), weights)


def children_of(start: Situation) -> Named:
    rows = queries.initials({need.key for need in start.needs})
    on = clock.today()
    return [
        (
            key,
            f"{row.child.initial} {_('%(age)s years', age=row.child.age_on(on))}, {row.kind.label}",
        )
        for key, row in rows.items()
    ]


def families_of(start: Situation) -> Named:
    rows = queries.families_named({offer.family for offer in start.offers})
    return sorted(((key, row.reference) for key, row in rows.items()), key=lambda row: row[1])


def what_would_change(start: Situation, form: TrialForm) -> Preview:
    weights = weights_with(start.weights, form.values)
    after = changed(start, weights, form.data, form.usual_km)
    told = [*spoken_changes(start.weights, weights), *other_changes(form)]
    return preview_of(what_if.compare(start, after), told, clock.today())


def other_changes(form: TrialForm) -> list[tuple[str, str, str]]:
    usual: dict[str, Any] = {"km_limit": form.usual_km}
    return [
        (
            form[name].label.text,
            shown(form[name], usual.get(name)),
            shown(form[name], form[name].data),
        )
        for name in OTHERS
        if name in form and form[name].data not in ("", None, usual.get(name))
    ]
