from fostermatch.recruitment.checklists.views import bp

__all__ = ["bp"]
