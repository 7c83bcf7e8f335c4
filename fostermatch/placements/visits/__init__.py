from fostermatch.placements.visits.views import bp

__all__ = ["bp"]
