from fostermatch.accounts.absences.views import bp

__all__ = ["bp"]
