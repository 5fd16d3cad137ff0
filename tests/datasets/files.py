"""Files that several tests read, and how they read them."""

from datasets import read_csv
from datasets.shipped import FOLDER

IRIS = (FOLDER / "iris.csv").read_text("utf-8")
CHINESE = "花萼长度,花瓣宽度,类别\n5.1,0.2,山鸢尾\n7.0,1.4,变色鸢尾\n6.3,2.5,维吉尼亚鸢尾\n"


def everything(content):
    """Return the proposed label and all numbers beside it."""
    file = read_csv(content if isinstance(content, bytes) else content.encode())
    return file.rows(file.label, tuple(j for j in file.numeric if j != file.label))
