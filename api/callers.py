"""Who asks, as far as turns and rates are concerned."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

_ONE_LINE = 64  # bits of an IPv6 address that tell lines apart; whoever has one has 2**64 addresses


def caller_of(connection: HTTPConnection) -> str:
    """Return whose turn a request takes: the address it comes from, or its IPv6 network."""
    return caller_named(connection.client.host if connection.client else "")


def caller_named(host: str) -> str:
    """Return who an address stands for.

    Examples
    --------
    >>> caller_named("192.0.2.7"), caller_named("::ffff:192.0.2.7")
    ('192.0.2.7', '192.0.2.7')
    >>> caller_named("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    """
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ip_network((address.packed, _ONE_LINE), strict=False))
