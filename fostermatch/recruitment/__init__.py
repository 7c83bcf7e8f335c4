from fostermatch.recruitment.views import bp

__all__ = ["bp"]
