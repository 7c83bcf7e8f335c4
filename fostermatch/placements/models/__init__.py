from fostermatch.placements.models.agreement import Agreed, TaskAgreement
from fostermatch.placements.models.check import MONTHS, CheckUp, YouthDuty, YouthStep
from fostermatch.placements.models.follow_up import FollowUp, Result
from fostermatch.placements.models.introduction import IntroductionStep, StepKind, StepState
from fostermatch.placements.models.pay import PayContract, PayModel
from fostermatch.placements.models.placement import (
    Breakdown,
    Cause,
    EndReason,
    MoveOn,
    Placement,
    PlacementKind,
)
from fostermatch.placements.models.visit import SupervisionVisit, VisitAdviser

__all__ = [
    "MONTHS",
    "Agreed",
    "Breakdown",
    "Cause",
    "CheckUp",
    "EndReason",
    "FollowUp",
    "IntroductionStep",
    "MoveOn",
    "PayContract",
    "PayModel",
    "Placement",
    "PlacementKind",
    "Result",
    "StepKind",
    "StepState",
    "SupervisionVisit",
    "TaskAgreement",
    "VisitAdviser",
    "YouthDuty",
    "YouthStep",
]
