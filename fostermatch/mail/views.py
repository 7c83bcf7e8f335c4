"""The outbox. The letters themselves are read there only where none is really sent."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.database import db
from fostermatch.mail import actions
from fostermatch.mail.forms import OutboxFilter
from fostermatch.mail.models import Mail, MailState
from fostermatch.mail.post import OUTBOX
from fostermatch.paging import page_of
from fostermatch.saving import save_and_go

bp = Blueprint("mail", __name__, url_prefix="/mail")

DAYS = 90


@bp.get("")
def outbox() -> Any:
    access.require("mail.read")
    form = OutboxFilter()
    mails = (
        Mail.visible_to(current_user)
        .where(Mail.written_at >= clock.now() - timedelta(days=DAYS))
        .order_by(Mail.written_at.desc(), Mail.id.desc())
    )
    if "state" in form.asked:
        mails = mails.where(Mail.state == form.asked["state"])
    return render_template(
        "mail/outbox.html",
        form=form,
        page=page_of(list(db.session.scalars(mails)), form.page_number),
        days=DAYS,
        only_here=current_app.config["MAIL_SERVER"] == OUTBOX,
        again=(MailState.FAILED, MailState.UNCLEAR),
    )


@bp.post("/<int:mail_id>/again")
def send_again(mail_id: int) -> Any:
    mail = access.get_or_404(Mail, mail_id)
    access.require("mail.read", mail)
    actions.send_again(mail, by=current_user, at=clock.now())
    return save_and_go(url_for(".outbox"), _("The mail will be sent within a minute."))
