from fostermatch.families.models.approval import Approval, ApprovalKind, Authority, Care
from fostermatch.families.models.capacity import (
    Confirmation,
    ConfirmedHow,
    Pause,
    PauseReason,
    TakenPlace,
)
from fostermatch.families.models.family import Family, HouseholdMember, Relation
from fostermatch.families.models.statement import Statement

__all__ = [
    "Approval",
    "ApprovalKind",
    "Authority",
    "Care",
    "Confirmation",
    "ConfirmedHow",
    "Family",
    "HouseholdMember",
    "Pause",
    "PauseReason",
    "Relation",
    "Statement",
    "TakenPlace",
]
