from fostermatch.decisions.levels import views as levels
from fostermatch.decisions.register import views as register
from fostermatch.decisions.views import bp

__all__ = ["bp", "levels", "register"]
