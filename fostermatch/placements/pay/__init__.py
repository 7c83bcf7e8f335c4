from fostermatch.placements.pay.views import bp

__all__ = ["bp"]
