from planner.ui.panels.optimise import said_of_fewest, said_of_search

TERMS = "at a spread of 17.3 mm no plan"


def test_where_the_fewest_are_proved_nothing_is_left_to_search_for():
    assert said_of_fewest(4, 4, TERMS) == (
        "Nothing to search for: at a spread of 17.3 mm no plan can do with fewer than 4 punctures "
        "(geometry, not need)."
    )
    assert said_of_fewest(5, 4, TERMS) == ""
    assert said_of_fewest(5, 0, TERMS) == ""


def test_a_search_that_reached_the_bound_says_that_no_plan_can_do_with_fewer():
    assert said_of_search(4, 1, 4, TERMS) == (
        "Optimised: 4 punctures after 1 step of search. At a spread of 17.3 mm no plan can do with fewer "
        "than 4 punctures (geometry, not need)."
    )
    assert said_of_search(5, 600, 4, TERMS) == "Optimised: 5 punctures after 600 steps of search."
