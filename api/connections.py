"""How connections are taken, as far as that is for the settings to say."""

from typing import Any

from api.protocol import protocol_of
from api.settings import Settings


def connection_options(settings: Settings) -> dict[str, Any]:
    """Return the options of uvicorn that the settings decide.

    Examples
    --------
    >>> connection_options(Settings(trusted_proxies="192.0.2.1"))["forwarded_allow_ips"]
    '192.0.2.1'
    """
    return {
        "http": protocol_of(settings),
        "ws": "none",
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies,
    }
