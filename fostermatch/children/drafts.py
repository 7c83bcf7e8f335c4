"""A need profile that somebody has begun: kept for that person only, until it is saved."""

import json
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from fostermatch.children.models import Child, ProfileDraft
from fostermatch.database import db

KEPT_DAYS = 30
NOT_TYPED = ("csrf_token", "once")


def of(child: Child, user: Any) -> ProfileDraft | None:
    return db.session.get(ProfileDraft, (child.id, user.id))


def typed(draft: ProfileDraft) -> MultiDict[str, str]:
    return MultiDict(json.loads(draft.content))


def keep(child: Child, user: Any, fields: MultiDict[str, str], at: datetime) -> None:
    """One draft for a child and a person: the newest, in the place of the one before."""
    content = {name: fields.getlist(name) for name in fields if name not in NOT_TYPED}
    draft = of(child, user) or ProfileDraft(child_id=child.id, user_id=user.id)
    draft.saved_at, draft.content = at, json.dumps(content)
    db.session.add(draft)


def discard(child: Child, user: Any) -> None:
    if draft := of(child, user):
        db.session.delete(draft)


def forget(at: datetime) -> None:
    """What nobody has gone on with for a month is not wanted any more."""
    too_old = ProfileDraft.saved_at < at - timedelta(days=KEPT_DAYS)
    db.session.execute(sa.delete(ProfileDraft).where(too_old))
