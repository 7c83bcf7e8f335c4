from fostermatch.calendars.views import bp

__all__ = ["bp"]
