from fostermatch.reports.views import bp
from fostermatch.reports.waiting import views as waiting

__all__ = ["bp", "waiting"]
