import numpy as np
import pytest

from tests.browser.second_chance import is_finding


def test_two_things_found_different_are_a_finding():
    with pytest.raises(AssertionError) as failure:
        assert [1, 2] == [1]

    assert is_finding(failure)


def test_what_fails_in_other_code_as_waiting_in_vain_does_is_none():
    with pytest.raises(AssertionError) as failure:
        np.testing.assert_equal(1, 2)

    assert not is_finding(failure)


def test_what_a_test_says_itself_about_time_is_none():
    with pytest.raises(pytest.fail.Exception) as failure:
        pytest.fail("too late")

    assert not is_finding(failure)
