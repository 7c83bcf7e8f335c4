from fostermatch.leaving.views import bp

__all__ = ["bp"]
