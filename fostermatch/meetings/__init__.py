from fostermatch.meetings.views import bp

__all__ = ["bp"]
