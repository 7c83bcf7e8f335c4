import pytest

from fostermatch.reports.charts import Chart, Series


def chart(**facts):
    return Chart(
        **{"title": "x", "kind": "line", "across": "Month", "labels": ["a", "b"], "series": []}
        | facts
    )


def test_what_is_drawn_is_what_the_table_says():
    drawn = chart(series=[Series("Waiting", [1, None], low=[0, None], high=[2, None])]).drawing()
    assert drawn["labels"] == ["a", "b"]
    assert drawn["series"] == [
        {"name": "Waiting", "values": [1, None], "low": [0, None], "high": [2, None]}
    ]


def test_nothing_known_is_empty():
    assert chart(series=[Series("Waiting", [None, None])]).is_empty
    assert not chart(series=[Series("Waiting", [None, 0])]).is_empty


@pytest.mark.parametrize("series", [Series("Waiting", [1]), Series("Waiting", [1, 2], low=[1])])
def test_values_and_labels_must_go_together(series):
    with pytest.raises(ValueError, match="Waiting"):
        chart(series=[series])
