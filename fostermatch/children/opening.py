"""The door to a case: whom it opens for, who is asked for a purpose, the log of readers."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask_login import current_user

from fostermatch import access, audit
from fostermatch.children.models import Child
from fostermatch.database import db


def open_case(child_id: int, *options: Any) -> Child:
    """The child, with the reading logged. A user outside the team is asked for a purpose first."""
    child = db.session.scalar(
        Child.visible_to(current_user).where(Child.id == child_id).options(*options)
    )
    if child is None:
        db.one_or_404(Child.known_to(current_user).where(Child.id == child_id))
        access.require("case.look_up")
        here = request.full_path if request.method == "GET" else request.path
        abort(redirect(url_for("children.state_purpose", child_id=child_id, next=here)))
    audit.read(child, by=current_user)
    return child
