from fostermatch.placements.checks.views import bp

__all__ = ["bp"]
