"""What can be done with children. Callers commit."""

from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.children.models import (
    Child,
    LookUp,
    NeedProfile,
    OwnWords,
    SiblingGroup,
    SiblingWish,
)
from fostermatch.database import db
from fostermatch.encryption import fingerprint
from fostermatch.errors import Refused


def register(child: Child, cpr: str, born_on: date, by: User) -> None:
    child.municipality_id = by.municipality_id
    child.cpr, child.born_on = cpr, born_on
    child.cpr_fingerprint = fingerprint(cpr, "child.cpr")
    db.session.add(child)
    audit.record("child.register", child, by=by)


def with_cpr(cpr: str, municipality_id: int) -> Child | None:
    """The child with this number in the municipality, found by its fingerprint."""
    return db.session.scalar(
        sa.select(Child).filter_by(
            municipality_id=municipality_id, cpr_fingerprint=fingerprint(cpr, "child.cpr")
        )
    )


def look_up(child: Child, purpose: str, by: User, on: date, at: datetime) -> None:
    """Open a case outside one's team for today."""
    db.session.add(
        LookUp(
            municipality_id=child.municipality_id,
            child_id=child.id,
            user_id=by.id,
            purpose=purpose,
            day=on,
            at=at,
        )
    )
    audit.record("case.look_up", child, by=by, purpose=purpose)


def write_profile(child: Child, profile: NeedProfile, by: User, on: date) -> None:
    profile.written_on, profile.written_by_id = on, by.id
    child.profiles.insert(0, profile)
    audit.record("profile.write", child, by=by)


def hear(child: Child, words: OwnWords, by: User) -> None:
    """Keep what somebody said. It is never written over; what is said later is added."""
    if words.said_on < child.born_on:
        raise Refused(_("The child was not born on that day."))
    words.recorded_by_id = by.id
    child.own_words.insert(0, words)
    audit.record("words.hear", child, by=by, speaker=words.speaker)


def join_siblings(child: Child, sibling: Child, wish: SiblingWish, by: User) -> SiblingGroup:
    """Put two children, and whoever is already with either, in one group with one rule."""
    if sibling.id == child.id:
        raise Refused(_("That is the child itself."))
    if child.municipality_id != sibling.municipality_id:
        raise Refused(_("The sibling's case is in another municipality."))
    group = child.sibling_group or sibling.sibling_group
    if group is None:
        group = SiblingGroup(municipality_id=child.municipality_id)
        db.session.add(group)
    both = {*members(child), *members(sibling)}
    group.wish = wish
    for member in both:
        member.sibling_group = group
    for one, other in ((child, sibling), (sibling, child)):
        audit.record("siblings.join", one, by=by, sibling=other.id, wish=wish)
    return group


def members(child: Child) -> list[Child]:
    return list(child.sibling_group.children) if child.sibling_group else [child]


def leave_siblings(child: Child, by: User) -> None:
    """Take a child out of its group; a group of one is no group."""
    left = [member for member in members(child) if member is not child]
    child.sibling_group = None
    if len(left) == 1:
        left[0].sibling_group = None
    audit.record("siblings.leave", child, by=by)
