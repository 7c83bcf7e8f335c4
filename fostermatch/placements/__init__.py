from fostermatch.placements.views import bp

__all__ = ["bp"]
