from fostermatch.recruitment.enquiries.views import bp

__all__ = ["bp"]
