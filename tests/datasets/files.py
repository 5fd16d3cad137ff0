"""Files that several tests read, and a helper that reads them with all their numeric columns."""

from datasets import read_csv
from datasets.bundled import FOLDER

IRIS = (FOLDER / "iris.csv").read_text("utf-8")
CHINESE = "花萼长度,花瓣宽度,类别\n5.1,0.2,山鸢尾\n7.0,1.4,变色鸢尾\n6.3,2.5,维吉尼亚鸢尾\n"


def read_all(content):
    """Return the data set of the default label and all numeric columns besides it."""
    table = read_csv(content if isinstance(content, bytes) else content.encode())
    return table.select(table.default_label, tuple(j for j in table.numeric if j != table.default_label))
