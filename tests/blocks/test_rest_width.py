"""Columns of equal right: those that want little width have it, and the others share the rest."""

from kamdeck.components.rest_width import divided


def test_columns_that_all_find_room_share_what_is_left_over():
    assert divided([20.0, 60.0], 100.0) == [30.0, 70.0]


def test_an_amount_keeps_its_width_beside_two_long_names():
    assert divided([40.0, 300.0, 200.0], 240.0) == [40.0, 100.0, 100.0]


def test_columns_that_want_more_than_there_is_are_equal():
    assert divided([90.0, 90.0], 100.0) == [50.0, 50.0]
