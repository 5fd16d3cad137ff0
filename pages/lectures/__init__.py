"""The lectures: those that come with the app, and a reader's own, presented scene by scene in the browser."""

from stage import Lesson

from .file import check_upload
from .frame import LecturesFrame, frame
from .state import State

__all__ = ["LESSON", "LecturesFrame", "State", "check_upload", "frame"]

LESSON = Lesson(
    "lectures",
    State,
    frame,
    {"all": State()},
    order=100,
    group="lectures",
    check_upload=check_upload,
    opens_lessons=True,
)
