from fostermatch.decisions.views import bp

__all__ = ["bp"]
