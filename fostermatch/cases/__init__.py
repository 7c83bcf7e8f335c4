from fostermatch.cases.views import bp

__all__ = ["bp"]
