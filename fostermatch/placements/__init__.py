from fostermatch.placements import (
    agreements,
    checks,
    follow_ups,
    following,
    introduction,
    pay,
    visits,
)
from fostermatch.placements.views import bp

__all__ = ["agreements", "bp", "checks", "follow_ups", "following", "introduction", "pay", "visits"]
