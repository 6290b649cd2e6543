from planner.ui.panels.optimise import said_of_fewest, said_of_search


def test_where_the_fewest_are_proved_nothing_is_left_to_search_for():
    assert said_of_fewest(4, 4) == "Nothing to search for: no plan can do with fewer than these 4 punctures."
    assert said_of_fewest(5, 4) == ""
    assert said_of_fewest(5, 0) == ""


def test_a_search_that_reached_the_bound_says_that_no_plan_can_do_with_fewer():
    assert (
        said_of_search(4, 1, 4) == "Optimised: 4 punctures after 1 step of search. No plan can do with fewer."
    )
    assert said_of_search(5, 600, 4) == "Optimised: 5 punctures after 600 steps of search."
