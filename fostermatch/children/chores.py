"""Nothing personal lies about because somebody was interrupted and never came back."""

from fostermatch import clock
from fostermatch.children import drafts
from fostermatch.chores import every
from fostermatch.database import db


@every(hour="4", minute="40")
def forget_old_drafts() -> None:
    drafts.forget(clock.now())
    db.session.commit()
