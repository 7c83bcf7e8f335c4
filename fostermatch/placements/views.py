from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access
from fostermatch.children.opening import open_case
from fostermatch.placements import actions
from fostermatch.placements.forms import EndPlacementForm
from fostermatch.placements.models import Placement
from fostermatch.saving import save_and_go

bp = Blueprint("placements", __name__, url_prefix="/placements")


@bp.route("/<int:placement_id>/end", methods=["GET", "POST"])
def end(placement_id: int) -> Any:
    placement = access.get_or_404(Placement, placement_id)
    child = open_case(placement.child_id)
    access.require("placement.end", placement)
    form = EndPlacementForm()
    if form.validate_on_submit():
        with form.refusable():
            on, reason, note = form.ends_on.data, form.reason.data, form.note.data
            actions.end(placement, on, reason, note, by=current_user)
            return save_and_go(url_for("cases.child", child_id=child.id), _("The stay has ended."))
    return render_template(
        "placements/end.html", form=form, child=child, placement=placement
    ), form.status
