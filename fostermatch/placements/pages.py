"""The pages with one form that are about a placement."""

from typing import Any

from flask import render_template, url_for

from fostermatch.placements.models import Placement


def page_of(placement: Placement) -> str:
    return url_for("placements.detail", placement_id=placement.id)


def form_page(
    form: Any, placement: Placement, title: str, submit: str, about: str = ""
) -> tuple[str, int]:
    return render_template(
        "placements/form.html",
        form=form,
        placement=placement,
        title=title,
        submit=submit,
        about=about,
    ), form.status
