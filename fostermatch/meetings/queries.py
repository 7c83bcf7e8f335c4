"""What is known of a request and each family that was asked for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from fostermatch.asks.models import Ask, AskState
from fostermatch.asks.queries import latest
from fostermatch.children.models import Child, SiblingWish
from fostermatch.database import db
from fostermatch.meetings.models import Feedback, Meeting, Opinion, Party, Says, Told
from fostermatch.requests.models import PlacementRequest


@dataclass
class Pair:
    """One child and one family that was asked: the meetings, and who has said yes."""

    ask: Ask
    meetings: list[Meeting] = field(default_factory=list)
    opinions: dict[Party, Opinion] = field(default_factory=dict)  # the latest of each

    @property
    def agreed_on(self) -> date | None:
        """The day of the last yes of the three; None while one of them is missing."""
        heard = [self.opinions.get(party) for party in (Party.PARENTS, Party.CHILD)]
        agreeing = [one.said_on for one in heard if one and one.says.agrees]
        if self.ask.state is not AskState.YES or len(agreeing) < len(heard):
            return None
        return max(self.ask.said_on, *agreeing)

    @property
    def refused(self) -> bool:
        """The parents or the child say no."""
        return any(one.says is Says.NO for one in self.opinions.values())

    def latest(self, party: Party) -> Meeting | None:
        """The meeting that counts: held or planned, not cancelled."""
        standing = [row for row in self.meetings if row.party is party and row.stands]
        return max(standing, key=lambda row: (row.day, row.id), default=None)


Pairs = dict[int, dict[int, Pair]]


def together(requests: Sequence[PlacementRequest]) -> dict[int, list[int]]:
    """By request, those that go one way with it: its own first, then its siblings'.

    Siblings who must live together wait together, and left the list on the same day.
    """
    groups = {
        group.id
        for request in requests
        if (group := request.child.sibling_group) and group.wish is SiblingWish.TOGETHER
    }
    found: defaultdict[tuple[int | None, bool, date | None], list[int]] = defaultdict(list)
    if groups:
        rows = db.session.execute(
            sa.select(PlacementRequest, Child.sibling_group_id)
            .join(PlacementRequest.child)
            .where(Child.sibling_group_id.in_(groups))
            .order_by(PlacementRequest.id)
        )
        for row, key in rows:
            found[way(row, key)].append(row.id)
    return {
        request.id: [
            request.id,
            *(
                key
                for key in found[way(request, request.child.sibling_group_id)]
                if key != request.id
            ),
        ]
        for request in requests
    }


def way(request: PlacementRequest, group_id: int | None) -> tuple[int | None, bool, date | None]:
    return group_id, request.kind.is_respite, request.closed_on


def pairs(requests: Sequence[PlacementRequest]) -> Pairs:
    """By request and family, what is known: four queries, however many.

    A family asked for, or met by, one of siblings who must live together was so for all of them,
    and their parents speak for all; each child speaks for itself.
    """
    groups = together(requests)
    keys = {key for group in groups.values() for key in group}
    asks, meetings, opinions = latest(keys), meetings_of(keys), opinions_of(keys)
    found: Pairs = {}
    for request, group in groups.items():
        known: dict[int, Pair] = {}
        for key in reversed(group):  # its own ask counts before a sibling's
            for family, ask in asks[key].items():
                known[family] = Pair(ask)
        for row in meetings:
            if row.request_id in group and row.family_id in known:
                known[row.family_id].meetings.append(row)
        for said in opinions:
            is_own = said.request_id == request
            counts = is_own or (said.party is Party.PARENTS and said.request_id in group)
            if counts and said.family_id in known:
                known[said.family_id].opinions[said.party] = said
        found[request] = known
    return found


def pair(request: PlacementRequest, family_id: int) -> Pair | None:
    return pairs([request])[request.id].get(family_id)


def meetings_of(requests: Iterable[int]) -> list[Meeting]:
    return list(
        db.session.scalars(
            sa.select(Meeting)
            .options(
                joinedload(Meeting.family),
                selectinload(Meeting.feedback).joinedload(Feedback.recorded_by),
            )
            .where(Meeting.request_id.in_(list(requests)))
            .order_by(Meeting.planned_on, Meeting.begins, Meeting.id)
        )
    )


def of_request(request_id: int) -> list[Meeting]:
    """The request's own meetings with all families, oldest first."""
    return meetings_of([request_id])


def opinions_of(requests: Iterable[int]) -> list[Opinion]:
    return list(
        db.session.scalars(
            sa.select(Opinion)
            .options(joinedload(Opinion.family), joinedload(Opinion.recorded_by))
            .where(Opinion.request_id.in_(list(requests)))
            .order_by(Opinion.said_on, Opinion.id)
        )
    )


def told(requests: Iterable[int]) -> list[Told]:
    """What the children were told, oldest first."""
    return list(
        db.session.scalars(
            sa.select(Told)
            .options(joinedload(Told.family))
            .where(Told.request_id.in_(list(requests)))
            .order_by(Told.told_on, Told.id)
        )
    )
