from fostermatch.placements.follow_ups.views import bp

__all__ = ["bp"]
