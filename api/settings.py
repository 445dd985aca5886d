"""The service's settings: each has a name, a default and a sentence that says what it does."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    host: str = Field(default="127.0.0.1", description="the address to listen on")
    port: int = Field(default=8000, ge=0, le=65535, description="the port to listen on")
    deadline_seconds: float = Field(
        default=30.0, gt=0, description="how long an answer may take before it is given up"
    )
    slots: int = Field(default=8, ge=1, description="how many questions are answered at once")
    queue: int = Field(
        default=64, ge=0, description="how many more may wait before others are turned away"
    )
    max_query_bytes: int = Field(
        default=100_000, ge=1, description="how long a SPARQL query may be, in bytes"
    )
    max_answer_bytes: int = Field(
        default=200_000_000, ge=1, description="how large an answer may be, in bytes"
    )
    path_work: int = Field(
        default=2_000_000, ge=1, description="how many edges a search for paths may look at"
    )
    export_edges: int = Field(
        default=2_000, ge=1, description="how many edges an export of connections may have"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="how much is logged: debug, info, warning or error"
    )
