from fostermatch.recruitment import campaigns, enquiries
from fostermatch.recruitment.views import bp

__all__ = ["bp", "campaigns", "enquiries"]
