"""Seats: who gets the page also gets in, and nobody waits for a seat that is free."""

import pytest

from door.seats import PROMISE, Seats, network
from tests.clock import Clock


@pytest.fixture
def clock():
    return Clock()


def test_there_are_as_many_seats_as_there_are(clock):
    seats = Seats(3, 3, clock)
    assert [seats.take(f"10.0.0.{n}") for n in range(4)] == [True, True, True, False]
    seats.leave("10.0.0.1")
    assert seats.take("10.0.0.9")
    assert seats.taken() == 3


def test_one_address_does_not_take_them_all(clock):
    seats = Seats(5, 2, clock)
    assert [seats.take("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert seats.take("10.0.0.2")


def test_who_got_the_page_gets_in_and_who_did_not_does_not_take_that_seat(clock):
    seats = Seats(2, 2, clock)
    assert seats.promise("10.0.0.1")
    assert seats.take("10.0.0.2")
    assert not seats.promise("10.0.0.3")
    assert not seats.take("10.0.0.3")
    assert seats.take("10.0.0.1")
    assert not seats.take("10.0.0.1")


def test_a_promise_that_nobody_comes_for_is_forgotten(clock):
    seats = Seats(1, 1, clock)
    assert seats.promise("10.0.0.1")
    assert not seats.promise("10.0.0.2")
    clock.now += PROMISE
    assert seats.promise("10.0.0.2")
    assert seats.take("10.0.0.2")
    assert not seats.take("10.0.0.1")


def test_a_promise_that_nobody_comes_for_runs_out_though_others_of_the_address_keep_coming(clock):
    seats = Seats(30, 30, clock)
    assert seats.promise("10.0.0.1")
    for _ in range(30):
        clock.now += 1
        assert seats.promise("10.0.0.1")
        assert seats.take("10.0.0.1")
    assert seats.taken() == 30


def test_promises_count_for_their_address(clock):
    seats = Seats(10, 2, clock)
    assert [seats.promise("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert seats.promise("10.0.0.2")


def test_an_empty_hall_remembers_nobody(clock):
    seats = Seats(500, 500, clock)
    for number in range(200):
        assert seats.promise(f"10.0.1.{number}")
        assert seats.take(f"10.0.1.{number}")
        seats.leave(f"10.0.1.{number}")
    assert seats.taken() == 0
    assert not seats._taken
    assert not seats._due
    assert not seats._promised


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_of_ipv6_a_network_counts_as_one_address(address, counted):
    assert network(address) == counted
