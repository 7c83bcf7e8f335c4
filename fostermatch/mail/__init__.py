from fostermatch.mail import chores
from fostermatch.mail.views import bp

__all__ = ["bp", "chores"]
