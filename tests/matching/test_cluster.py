import joblib
import pytest

from fostermatch.matching.simulator import POOLED, PRICED, Setting, simulate

SMALL = Setting(cases_a_week=1.5, years=1.5, warm_up_years=0.5, towns=3, width_km=50, height_km=40)


@pytest.fixture
def cluster():
    distributed = pytest.importorskip("dask.distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with (
        distributed.LocalCluster(processes=True, **options) as local,
        distributed.Client(local) as client,
    ):
        yield client


def test_a_cluster_changes_nothing(cluster):
    told = []
    with joblib.parallel_config("dask"):
        spread = simulate(
            SMALL, [POOLED, PRICED], seeds=2, workers=-1, progress=lambda *done: told.append(done)
        )
    assert spread == simulate(SMALL, [POOLED, PRICED], seeds=2)
    assert told == [(2, 4), (4, 4)]
