import pytest

from tests import factories


@pytest.fixture
def family(aarhus, cast):
    return factories.ready_family(aarhus, consultant_id=cast["dorte"].id)
