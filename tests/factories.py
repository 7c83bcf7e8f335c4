"""Something valid of each kind. A test names only what it is about."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from fostermatch import clock
from fostermatch.accounts.models import Municipality, Role, Team, User
from fostermatch.children.models import Child, NeedProfile, SiblingGroup
from fostermatch.database import db
from fostermatch.encryption import fingerprint
from fostermatch.families.models import (
    Approval,
    ApprovalKind,
    Authority,
    Care,
    Confirmation,
    ConfirmedHow,
    Family,
    Pause,
    PauseReason,
    Statement,
    TakenPlace,
)
from fostermatch.needs import Slot, SupportLevel
from fostermatch.placements.models import Placement, PlacementKind
from fostermatch.recruitment.checklists.actions import own_lines
from fostermatch.recruitment.checklists.models import Tick
from fostermatch.recruitment.models import Applicant, Interest
from fostermatch.recruitment.stages import Stage
from fostermatch.requests.models import CareKind, PlacementRequest, State, Urgency, WhereNow

PASSWORD = "en lang adgangskode"
numbers = count(1)


def today() -> date:
    return clock.today()


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)


def saved(row: Any) -> Any:
    db.session.add(row)
    db.session.commit()
    return row


def user(name: str, role: Role, municipality: Municipality, team: Team | None = None) -> User:
    return User(
        name=name.title(),
        email=f"{name}@{municipality.name.lower()}.example",
        role=role,
        team_id=team.id if team else None,
        municipality_id=municipality.id,
        starts_on=date(2020, 1, 1),
    )


def family(municipality: Municipality, **changes: Any) -> Family:
    facts: dict[str, Any] = {
        "name": "Holm",
        "phone": "20304050",
        "postcode": "8900",
        "municipality_id": municipality.id,
        "registered_on": date(2024, 1, 1),
    }
    return saved(Family(**facts | changes))


def approval(family: Family, **changes: Any) -> Approval:
    facts: dict[str, Any] = {
        "care": Care.FULL_TIME,
        "kind": ApprovalKind.GENERAL,
        "authority": Authority.SILKEBORG,
        "starts_on": date(2024, 1, 1),
        "places": 1,
        "min_age": 0,
        "max_age": 17,
    }
    row = Approval(**facts | changes)
    family.approvals.append(row)
    return saved(row)


def confirmation(family: Family, days: int = 1, **changes: Any) -> Confirmation:
    facts: dict[str, Any] = {
        "slot": Slot.FULL_TIME,
        "free_places": 1,
        "confirmed_at": clock.now() - timedelta(days=days),
        "how": ConfirmedHow.PHONE,
    }
    row = Confirmation(**facts | changes)
    family.confirmations.append(row)
    return saved(row)


def ready_family(municipality: Municipality, places: int = 1, **changes: Any) -> Family:
    """A family with a general approval and freshly confirmed free places."""
    row = family(municipality, **changes)
    approval(row, places=places)
    confirmation(row, free_places=places)
    return row


def pause(family: Family, **changes: Any) -> Pause:
    facts: dict[str, Any] = {"reason": PauseReason.HOLIDAY, "starts_on": days_ago(3)}
    row = Pause(**facts | changes)
    family.pauses.append(row)
    return saved(row)


def statement(family: Family, **changes: Any) -> Statement:
    row = Statement(**{"said_on": days_ago(10)} | changes)
    family.statements.append(row)
    return saved(row)


def taken_place(family: Family, **changes: Any) -> TakenPlace:
    facts: dict[str, Any] = {
        "slot": Slot.FULL_TIME,
        "number": 1,
        "starts_on": days_ago(100),
        "agreed_at": clock.now() - timedelta(days=110),
    }
    row = TakenPlace(**facts | changes)
    family.taken_places.append(row)
    return saved(row)


def child(team: Team, **changes: Any) -> Child:
    number = next(numbers)
    cpr = f"0106{(today().year - 8) % 100:02}{4000 + number}"
    facts: dict[str, Any] = {
        "first_name": "Bertil",
        "last_name": "Prøve",
        "cpr": cpr,
        "cpr_fingerprint": fingerprint(cpr, "child.cpr"),
        "born_on": date(today().year - 8, 1, 1),
        "postcode": "8900",
        "team_id": team.id,
        "municipality_id": team.municipality_id,
    }
    return saved(Child(**facts | changes))


def profile(child: Child, **changes: Any) -> NeedProfile:
    facts: dict[str, Any] = {"support_level": SupportLevel.LIGHT, "written_on": days_ago(40)}
    row = NeedProfile(**facts | changes)
    child.profiles.insert(0, row)
    return saved(row)


def request(team: Team, child_: Child | None = None, **changes: Any) -> PlacementRequest:
    """A child with a described need, on the waiting list."""
    child_ = child_ or child(team)
    if child_.profile is None:
        profile(child_)
    facts: dict[str, Any] = {
        "child": child_,
        "kind": CareKind.FOSTER,
        "state": State.WAITING,
        "urgency": Urgency.PLANNED,
        "where_now": WhereNow.HOME,
        "waiting_since": days_ago(30),
        "municipality_id": child_.municipality_id,
    }
    return saved(PlacementRequest(**facts | changes))


def siblings(wish: Any, *children: Child) -> SiblingGroup:
    group = SiblingGroup(wish=wish, municipality_id=children[0].municipality_id)
    group.children.extend(children)
    return saved(group)


def applicant(
    municipality: Municipality, stage: Stage = Stage.ENQUIRY, **changes: Any
) -> Applicant:
    facts: dict[str, Any] = {
        "name": "Vagn Bak",
        "phone": "20304050",
        "postcode": "8920",
        "interest": Interest.FOSTER,
        "enquired_on": days_ago(20),
        "municipality_id": municipality.id,
    }
    row = Applicant(**facts | changes)
    row.enter(Stage.ENQUIRY, days_ago(20))
    if stage is not Stage.ENQUIRY:
        row.enter(stage, days_ago(5))
    return saved(row)


def ready_applicant(municipality: Municipality, **changes: Any) -> Applicant:
    """An approved applicant with everything on the checklist in order."""
    row = applicant(municipality, Stage.APPROVED, **changes)
    for line in own_lines(municipality.id, row.track, days_ago(30)):
        db.session.add(Tick(applicant_id=row.id, line_id=line.id, ticked_on=days_ago(6)))
    db.session.commit()
    return row


def placement(child: Child, family: Family, **changes: Any) -> Placement:
    """A child who lives in a family, with the place taken."""
    facts: dict[str, Any] = {
        "municipality_id": child.municipality_id,
        "child": child,
        "kind": PlacementKind.FOSTER,
        "family": family,
        "taken_place": taken_place(family),
        "starts_on": days_ago(100),
    }
    return saved(Placement(**facts | changes))
