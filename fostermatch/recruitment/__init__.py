from fostermatch.recruitment import campaigns, checklists, enquiries, household, papers
from fostermatch.recruitment.views import bp

__all__ = ["bp", "campaigns", "checklists", "enquiries", "household", "papers"]
