from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped

from fostermatch import clock, deadlines
from fostermatch.choices import Choice
from fostermatch.database import Model, period_ordered
from fostermatch.placements.models.agreement import Agreed, one_without_end


class PayModel(Choice):
    YEARLY = "yearly", _l("Fees, reviewed every year")
    AVERAGE = "average", _l("Average fee, fixed for the stay")


class PayContract(Agreed, Model):
    """What a family is paid for a stay (vederlagskontrakt). Apart from the task: others read it."""

    pay_model: Mapped[PayModel]
    fees: Mapped[int]

    __table_args__ = (
        period_ordered(),
        one_without_end("pay_contract"),
        sa.CheckConstraint("fees BETWEEN 1 AND 10", name="fees_in_range"),
    )

    @property
    def review_on(self) -> date | None:
        """When it must be looked at again; an average is fixed for the stay."""
        if self.pay_model is PayModel.AVERAGE:
            return None
        months = deadlines.value("contract_review", self.starts_on)
        return clock.months_after(self.starts_on, months)
