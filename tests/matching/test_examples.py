"""The examples in the docstrings of the matching core are true."""

import doctest
from importlib import import_module
from inspect import getdoc

import pytest

from fostermatch import matching

WITH_EXAMPLES = ("explaining", "match", "one_child", "plain", "planning", "solver")


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_the_examples_are_true(module):
    found = doctest.testmod(import_module(f"fostermatch.matching.{module}"))
    assert found.attempted > 0
    assert found.failed == 0


def test_everything_public_says_what_it_is():
    assert [name for name in matching.__all__ if not getdoc(getattr(matching, name))] == []
