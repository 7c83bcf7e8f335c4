from fostermatch.placements.following.views import bp

__all__ = ["bp"]
