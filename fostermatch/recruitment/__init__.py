from fostermatch.recruitment import campaigns, enquiries, household, papers
from fostermatch.recruitment.views import bp

__all__ = ["bp", "campaigns", "enquiries", "household", "papers"]
