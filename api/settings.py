"""The service's settings: each has a name, a default and a sentence that says what it does."""

from pathlib import Path
from typing import Annotated, Literal

from limits import parse_many
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.store import Access
from graph.store.access import SECONDS

Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"{}|^`\\]+$")]


class Settings(BaseSettings):
    """Settings, each read from the environment variable ``LEGATION_<NAME>``.

    Examples
    --------
    >>> Settings(store="memory:").port
    8000
    """

    model_config = SettingsConfigDict(env_prefix="LEGATION_", frozen=True, extra="forbid")

    store: str = Field(
        default=str(Path(".legation") / "store"),
        description="where the graph is: a directory, memory:, or the http(s) address of a "
        "SPARQL 1.1 endpoint",
    )
    endpoint_name: str = Field(
        default="the store",
        min_length=1,
        description="what answers and logs call the SPARQL endpoint, whose address they never tell",
    )
    endpoint_user: str = Field(
        default="", description="who asks the SPARQL endpoint, by Basic or Digest as it demands"
    )
    endpoint_password: SecretStr = Field(
        default=SecretStr(""), description="the password of `LEGATION_ENDPOINT_USER`"
    )
    endpoint_token: SecretStr = Field(
        default=SecretStr(""),
        description="a bearer token for the SPARQL endpoint, instead of user and password",
    )
    endpoint_seconds: float = Field(
        default=SECONDS,
        gt=0,
        description="how long to wait for the SPARQL endpoint's answer to begin, to go on and to "
        "be whole; less than the deadline, so that the endpoint is named",
    )
    host: str = Field(default="127.0.0.1", description="the address to listen on")
    port: int = Field(default=8000, ge=0, le=65535, description="the port to listen on")
    deadline_seconds: float = Field(
        default=30.0, gt=0, description="how long an answer may take before it is given up"
    )
    lookup_slots: int = Field(
        default=2, ge=1, description="how many look-ups are answered at once, each in a process"
    )
    search_slots: int = Field(
        default=1,
        ge=1,
        description="how many searches for paths and exports are worked on at once, each in a "
        "process with the whole network in memory",
    )
    query_slots: int = Field(
        default=4,
        ge=1,
        description="how many SPARQL queries and dumps are answered at once, each in a process; "
        "one caller gets all but one of them",
    )
    past_slots: int = Field(
        default=1,
        ge=1,
        description="how many look-ups and searches in older revisions are worked on at once, each "
        "in a process that builds anew what it needs",
    )
    queue: int = Field(
        default=64, ge=0, description="how many more may wait before each kind of slot"
    )
    max_query_bytes: int = Field(
        default=100_000, ge=1, description="how long a SPARQL query may be, in bytes"
    )
    max_url_bytes: int = Field(
        default=65_536,
        ge=1_000,
        description="how long the address of a request may be, in bytes; longer queries go by POST",
    )
    max_answer_bytes: int = Field(
        default=200_000_000, ge=1, description="how large an answer may be, in bytes"
    )
    max_rows: int = Field(
        default=1_000_000, ge=1, description="how many rows or triples a query may give"
    )
    query_memory_mb: int = Field(
        default=1_000, ge=100, description="how much memory one SPARQL query may take, in MB"
    )
    search_memory_mb: int = Field(
        default=4_000,
        ge=100,
        description="how much memory a process for look-ups, searches or older revisions may "
        "take, in MB",
    )
    write_memory_mb: int = Field(
        default=8_000,
        ge=100,
        description="how much memory the one process that writes may take, in MB",
    )
    write_seconds: float = Field(
        default=600.0, gt=0, description="how long a write may take before it is given up"
    )
    max_head_bytes: int = Field(
        default=131_072,
        ge=1_000,
        description="how long the first line and the headers of a request may be, in bytes",
    )
    head_seconds: float = Field(
        default=20.0,
        gt=0,
        description="how long a request may take to send them, and a new connection to begin",
    )
    stall_seconds: float = Field(
        default=30.0,
        gt=0,
        description="how long a caller may send nothing of a body, or take nothing of an answer",
    )
    max_connections: int = Field(
        default=1_000, ge=1, description="how many connections there may be at once"
    )
    caller_connections: int = Field(
        default=200,
        ge=1,
        description="how many of them one caller may have; not counted where a proxy is trusted, "
        "whose they all are",
    )
    shutdown_seconds: float = Field(
        default=20.0,
        ge=0,
        description="how long running answers may go on once the service is told to stop",
    )
    warm_up: bool = Field(
        default=True,
        description="whether what the first answers need is made ready when the service starts",
    )
    path_work: int = Field(
        default=2_000_000, ge=1, description="how many edges a search for paths may look at"
    )
    export_edges: int = Field(
        default=2_000, ge=1, description="how many edges an export of connections may have"
    )
    tokens: Path | None = Field(
        default=None,
        description="the file of tokens that `legation token` keeps; without one nobody writes",
    )
    token_to_read: bool = Field(
        default=False, description="whether reading too needs a token, with the right to read"
    )
    outbound: tuple[Address, ...] = Field(
        default=(),
        description="the addresses of SPARQL endpoints that a query of a store in a directory may "
        "reach with SERVICE, as a JSON list; nothing else makes the service open a connection, "
        "but a store that is an endpoint itself",
    )
    max_body_bytes: int = Field(
        default=20_000_000, ge=1, description="how large a graph sent here may be, in bytes"
    )
    rate: str = Field(
        default="",
        description="how often one caller may ask, such as `50/second; 1000/minute`; empty is as "
        "often as there are slots",
    )
    trusted_proxies: str = Field(
        default="",
        description="the addresses of proxies, with commas between, that are believed when they "
        "say for whom they ask; empty believes nobody",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="how much is logged: debug, info, warning or error"
    )

    @field_validator("rate")
    @classmethod
    def _is_rate(cls, value: str) -> str:
        if value.strip() and any(rate.amount < 1 for rate in parse_many(value)):
            raise ValueError("nobody could ask anything")
        return value.strip()

    @property
    def access(self) -> Access:
        """Who asks the SPARQL endpoint, where the store is one."""
        return Access(
            self.endpoint_user,
            self.endpoint_password.get_secret_value(),
            self.endpoint_token.get_secret_value(),
            self.endpoint_seconds,
        )
