from fostermatch.placements.agreements.views import bp

__all__ = ["bp"]
