from fostermatch.today.views import bp

__all__ = ["bp"]
