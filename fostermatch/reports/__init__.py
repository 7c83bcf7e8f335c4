from fostermatch.reports.views import bp

__all__ = ["bp"]
