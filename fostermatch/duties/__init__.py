from fostermatch.duties.views import bp

__all__ = ["bp"]
