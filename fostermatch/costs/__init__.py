from fostermatch.costs.views import bp

__all__ = ["bp"]
