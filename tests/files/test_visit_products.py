import pytest
from hypothesis import HealthCheck, given, settings

from planner.errors import FileRefused
from planner.files import visit_json
from planner.files.visit_products import read_products
from planner.series.visit import Visit
from tests.files.test_visit_file import visits


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(visits())
def test_the_products_alone_are_those_of_the_whole_file(visit: Visit) -> None:
    assert read_products(visit_json(visit)) == visit.products


@pytest.mark.parametrize("text", ["", "[]", "no file", '{"products": [{"name": 1}]}', '{"products": 7}'])
def test_what_cannot_be_read_is_refused_and_never_taken_for_nothing(text: str) -> None:
    with pytest.raises(FileRefused):
        read_products(text)
