"""How connections are taken, as far as that is for the settings to say."""

from typing import Any

from api.metrics import Metrics
from api.protocol import protocol_of
from api.settings import Settings


def connection_options(settings: Settings, metrics: Metrics) -> dict[str, Any]:
    """Return the options of uvicorn that the settings decide; what they refuse is counted.

    Examples
    --------
    >>> settings = Settings(trusted_proxies="192.0.2.1")
    >>> connection_options(settings, Metrics())["forwarded_allow_ips"]
    '192.0.2.1'
    """
    return {
        "http": protocol_of(settings, metrics),
        "ws": "none",
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies,
    }
