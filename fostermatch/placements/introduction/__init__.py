from fostermatch.placements.introduction.views import bp

__all__ = ["bp"]
