"""Connection limits: a browser that gets the page can connect, and a free connection is never refused."""

import pytest

from server.connection_limit import RESERVATION_SECONDS, ConnectionLimit, limit_key
from tests.clock import Clock


@pytest.fixture
def clock():
    return Clock()


def test_no_more_connections_than_the_limit_are_open(clock):
    connections = ConnectionLimit(3, 3, clock)
    assert [connections.acquire(f"10.0.0.{n}") for n in range(4)] == [True, True, True, False]
    connections.release("10.0.0.1")
    assert connections.acquire("10.0.0.9")
    assert connections.open_connections() == 3


def test_one_address_cannot_open_all_connections(clock):
    connections = ConnectionLimit(5, 2, clock)
    assert [connections.acquire("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert connections.acquire("10.0.0.2")


def test_a_reserved_connection_is_opened_by_the_address_that_reserved_it_only(clock):
    connections = ConnectionLimit(2, 2, clock)
    assert connections.reserve("10.0.0.1")
    assert connections.acquire("10.0.0.2")
    assert not connections.reserve("10.0.0.3")
    assert not connections.acquire("10.0.0.3")
    assert connections.acquire("10.0.0.1")
    assert not connections.acquire("10.0.0.1")


def test_an_unused_reservation_expires(clock):
    connections = ConnectionLimit(1, 1, clock)
    assert connections.reserve("10.0.0.1")
    assert not connections.reserve("10.0.0.2")
    clock.now += RESERVATION_SECONDS
    assert connections.reserve("10.0.0.2")
    assert connections.acquire("10.0.0.2")
    assert not connections.acquire("10.0.0.1")


def test_an_unused_reservation_expires_although_its_address_opens_other_connections(clock):
    connections = ConnectionLimit(30, 30, clock)
    assert connections.reserve("10.0.0.1")
    for _ in range(30):
        clock.now += 1
        assert connections.reserve("10.0.0.1")
        assert connections.acquire("10.0.0.1")
    assert connections.open_connections() == 30


def test_reservations_count_towards_the_limit_of_their_address(clock):
    connections = ConnectionLimit(10, 2, clock)
    assert [connections.reserve("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert connections.reserve("10.0.0.2")


def test_nothing_is_stored_about_closed_connections(clock):
    connections = ConnectionLimit(500, 500, clock)
    for number in range(200):
        assert connections.reserve(f"10.0.1.{number}")
        assert connections.acquire(f"10.0.1.{number}")
        connections.release(f"10.0.1.{number}")
    assert connections.open_connections() == 0
    assert not connections._open
    assert not connections._reserved
    assert not connections._reservations


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
def test_an_ipv6_network_counts_as_one_address(address, counted):
    assert limit_key(address) == counted
