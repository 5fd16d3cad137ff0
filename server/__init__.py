"""What protects a public server: settings, admission, connection and rate limits, security headers, cached files."""

from .admission import Admission
from .connection_limit import ConnectionLimit, address_of
from .file_cache import FileCache
from .html_pages import not_found, unavailable
from .lifespan import warmed_up
from .link_previews import LessonPage, LinkPreview, picture_name
from .reader_language import ByLanguage
from .readiness import LoopDelay, Readiness
from .request_filters import BearerToken, KnownHosts, KnownOrigins, ReadOnlyMethods
from .request_turns import RequestTurns
from .routing import ListedRoutes, NotFound
from .security_headers import SecurityHeaders, content_security_policy
from .settings import InvalidSettingError, Settings
from .streamlit_files import files_with_hash, files_without_hash, first_scripts, host_config, in_language, index_page
from .streamlit_sockets import StreamlitSockets
from .token_bucket import TokenBucket
from .websockets import StageSockets

__all__ = [
    "Admission",
    "BearerToken",
    "ByLanguage",
    "ConnectionLimit",
    "FileCache",
    "InvalidSettingError",
    "KnownHosts",
    "KnownOrigins",
    "LessonPage",
    "LinkPreview",
    "ListedRoutes",
    "LoopDelay",
    "NotFound",
    "ReadOnlyMethods",
    "Readiness",
    "RequestTurns",
    "SecurityHeaders",
    "Settings",
    "StageSockets",
    "StreamlitSockets",
    "TokenBucket",
    "address_of",
    "content_security_policy",
    "files_with_hash",
    "files_without_hash",
    "first_scripts",
    "host_config",
    "in_language",
    "index_page",
    "not_found",
    "picture_name",
    "unavailable",
    "warmed_up",
]
