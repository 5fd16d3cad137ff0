"""The settings: every limit of the server is an environment variable; the defaults suit a small machine."""

import ipaddress
import os
import resource
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from softmax_core.errors import SoftmaxError

PREFIX = "SOFTMAX_LAB_"
PROXIES = "FORWARDED_ALLOW_IPS"
"""uvicorn's own variable: the proxies that it believes what they say about a reader's address."""
RESERVED_FILES = 200
"""File descriptors for the server itself and for browsers that are just fetching files."""
STAGES_PER_READER = 2
"""Stages that connect for an open page, on average: a lesson has one, a lecture that is presented up to four."""
FILES_PER_READER = 4 + STAGES_PER_READER
"""File descriptors of one reader, measured: sockets, and three of the event loop that Streamlit gives a session."""

Names = Annotated[tuple[str, ...], NoDecode]
"""A list separated by commas, not the JSON that pydantic-settings expects."""
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Rate = Annotated[float, Field(ge=1e-3, le=1e6, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]
StandIn = Literal["offer", "automatic", "off"]


class InvalidSettingError(SoftmaxError):
    """A setting that does not exist, or that cannot be used; the text has one sentence for each."""


class Settings(BaseSettings):
    """The settings of the server.

    Attributes
    ----------
    hosts : names that the server answers to, ``*.example.org`` for all below one; ``*`` for any
    origins : other origins whose pages may connect, and show the app in a frame; the app's own pages always may
    readers : open pages in all
    readers_per_address : open pages of one address (a campus shares one; of IPv6, one /64 network)
    frames_per_second : states and requests of one page, with a burst of two seconds' worth
    runs_per_second : page runs that one page may request, with a burst of twenty
    files_per_minute : files that one page may open, with a burst of as many
    hang_seconds : the process ends when its event loop hangs for so long; 0 for never
    metrics_token : the bearer token that shows the metrics; empty hides them from everyone
    stand_in : whether Python in a reader's browser answers while this server does not: where the reader takes the
        offer, by itself, or never
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    hosts: Names = ("*",)
    origins: Names = ()
    readers: Count = 400
    readers_per_address: Count = 300
    frames_per_second: Rate = 90.0
    runs_per_second: Rate = 2.0
    files_per_minute: Rate = 12.0
    hang_seconds: Seconds = 0.0
    metrics_token: str = ""
    stand_in: StandIn = "offer"

    @classmethod
    def from_environment(cls) -> Self:
        """Read the settings from the environment.

        Raises
        ------
        InvalidSettingError
            If a variable with the prefix is no setting, a value cannot be used, or a proxy is no address or network.
        """
        _check_proxies(os.environ.get(PROXIES, ""))
        known = [PREFIX + name.upper() for name in cls.model_fields]
        unknown = sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name not in known)
        if unknown:  # pydantic-settings ignores variables that it does not know
            refusals = [f"There is no setting {name}; there are {', '.join(known)}." for name in unknown]
            raise InvalidSettingError("\n".join(refusals))
        try:
            return cls()
        except ValidationError as cause:
            refusals = [_refusal(str(error["loc"][0]), error["input"]) for error in cause.errors()]
            raise InvalidSettingError("\n".join(refusals)) from None

    def within_file_limit(self, max_files: int | None = None) -> Self:
        """Return settings with no more readers than this process can open files for (by default its soft limit)."""
        if max_files is None:
            max_files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        max_readers = max(1, (max_files - RESERVED_FILES) // FILES_PER_READER)
        return self.model_copy(update={"readers": min(self.readers, max_readers)})

    @field_validator("*", mode="before")
    @classmethod
    def _from_text(cls, value: Any, info: ValidationInfo) -> Any:
        """Return a variable's text without spaces, the parts of a list, or the default if there is no text."""
        if not isinstance(value, str):
            return value
        default = cls.model_fields[str(info.field_name)].default
        if not value.strip():
            return default
        if isinstance(default, tuple):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value.strip()


def _refusal(name: str, value: object) -> str:
    choices = " or ".join(get_args(StandIn))
    return f"{PREFIX}{name.upper()} should be {choices if name == 'stand_in' else 'a positive number'}, not {value!r}."


def _check_proxies(value: str) -> None:
    """Refuse what is no list of addresses and networks: uvicorn would ignore it, or believe anybody."""
    for proxy in filter(None, (part.strip() for part in value.split(","))):
        try:
            is_anybody = "*" in proxy or ipaddress.ip_network(proxy).prefixlen == 0
        except ValueError:
            raise InvalidSettingError(
                f"{PROXIES} should be addresses and networks, like 10.0.0.1 or 10.244.0.0/16, separated by commas, "
                f"not {proxy!r}."
            ) from None
        if is_anybody:
            raise InvalidSettingError(
                f"{PROXIES} should be the proxy's address or network, like 10.0.0.1 or 10.244.0.0/16, not {proxy!r}: "
                "every reader could claim any address, and evade the limits of one address."
            )
