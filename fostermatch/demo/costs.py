"""What stays cost a year: different for each, and on average what was published."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import mean

from fostermatch.demo import figures
from fostermatch.demo.scene import Scene
from fostermatch.demo.stays import Stay
from fostermatch.families.models import ApprovalKind
from fostermatch.placements.models import PlacementKind

# How dear a kind of family is beside the others. Not published.
DEARNESS = {
    ApprovalKind.GENERAL: 0.8,
    ApprovalKind.ENHANCED: 1.1,
    ApprovalKind.SPECIALISED: 1.5,
}
SPREAD = {PlacementKind.INSTITUTION: 0.35, PlacementKind.RESPITE: 0.2}
STEP = 100


def of(scene: Scene, stays: Sequence[Stay]) -> list[Decimal]:
    """Kroner a year for stays of one kind; the average of today's is the published one."""
    if not stays:
        return []
    shares = [share(scene, stay) for stay in stays]
    today = [part for part, stay in zip(shares, stays, strict=True) if stay.ends_on is None]
    one = figures.YEARLY_COST[stays[0].kind] / mean(today or shares)
    return [Decimal(STEP * round(part * one / STEP)) for part in shares]


def share(scene: Scene, stay: Stay) -> float:
    dearness = DEARNESS.get(stay.bed.home.kind, 1) if stay.bed else 1
    return dearness * scene.random.lognormvariate(0, SPREAD.get(stay.kind, 0.16))
