from datetime import date, timedelta

from planner.series.visit import Product
from planner.series.visit_words import is_expired, product_text

LAST_DAY = date(2027, 1, 31)
SALINE = Product("saline", "AB-12", LAST_DAY, 2.0)


def test_a_product_may_be_used_up_to_its_last_day() -> None:
    days = [LAST_DAY + timedelta(days=days) for days in (-1, 0, 1)]

    said = [product_text(SALINE, used_on=day) for day in days]

    assert [is_expired(SALINE, day) for day in days] == [False, False, True]
    assert ["(used after that day)" in one for one in said] == [False, False, True]


def test_a_product_without_a_last_day_never_expires() -> None:
    assert not is_expired(Product("saline", "AB-12"), LAST_DAY)
    assert product_text(SALINE) == "saline, batch AB-12, expires 2027-01-31, 2 mL"
