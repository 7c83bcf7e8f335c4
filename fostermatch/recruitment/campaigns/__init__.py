from fostermatch.recruitment.campaigns.views import bp

__all__ = ["bp"]
