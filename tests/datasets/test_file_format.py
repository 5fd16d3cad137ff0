"""How a file was read is known, can be stated, and small Chinese and Korean files are told apart."""

import pytest

from datasets import ENCODINGS, FileFormat, InvalidFileError, UnknownFormatError, read_csv
from tests.datasets.files import CHINESE, IRIS

SMALL_CHINESE = [
    CHINESE,
    "编号,长度,宽度,类别\n1,5.1,3.5,大\n2,7,3,小\n3,6,3,大\n",
    "面积,高度,等级\n5.1,0.2,甲\n7,1.4,乙\n6,2,甲\n",
    "红,绿,蓝,颜色\n1,2,3,红\n3,4,5,绿\n2,2,2,蓝\n",
    "成本,价格,地点\n1,2,北京\n3,4,广州\n2,2,北京\n",
    "长,宽,果\n1,2,橙\n3,4,梨\n2,2,橙\n",
    "高,低,级\n1,2,红\n3,4,白\n2,2,红\n",
    "温度,湿度,天气\n20,30,晴\n21,80,雨\n22,85,雨\n",
    "x,y,类\n1,2,甲\n3,4,乙\n",
    "长度,个数,动物\n1,2,狗\n3,4,鹅\n3,3,狗\n",
]
SMALL_KOREAN = [
    "길이,너비,종류\n1,2,개\n3,4,고양이\n2,2,개\n",
    "꽃받침 길이,꽃받침 너비,종류\n5.1,3.5,부채붓꽃\n5,3,붓꽃\n",
    "키,몸무게,성별\n170,60,남\n160,50,여\n150,50,여\n",
    "면적,가격,지역\n1,2,서울\n3,4,부산\n3,3,서울\n",
    "온도,습도,날씨\n1,2,맑음\n3,4,비\n3,3,비\n",
]


@pytest.mark.parametrize("text", SMALL_CHINESE)
def test_a_small_file_in_gbk_is_read_as_chinese(text):
    table = read_csv(text.encode("gbk"))
    assert table.columns == tuple(text.partition("\n")[0].split(","))
    assert table.file_format.encoding == "gb18030"


@pytest.mark.parametrize("text", SMALL_KOREAN)
def test_a_small_korean_file_is_read_as_korean(text):
    table = read_csv(text.encode("cp949"))
    assert table.columns == tuple(text.partition("\n")[0].split(","))
    assert table.file_format.encoding == "cp949"


@pytest.mark.parametrize(
    ("content", "file_format"),
    [
        (IRIS.encode(), FileFormat("utf-8", ",", ".")),
        (IRIS.replace(",", ";").replace(".", ",").encode("utf-16"), FileFormat("utf-16-le", ";", ",")),
        (b"a\tb\tville\n1\t2\tOrl\xe9ans\n3\t4\tParis\n", FileFormat("cp1252", "\t", ".")),
        (b"1 2 x\n3 4 y\n", FileFormat("utf-8", " ", ".")),
        (b"sep=|\na|b|c\n1,5|2,5|x\n3,5|4|y\n", FileFormat("utf-8", "|", ",")),
    ],
)
def test_it_is_known_how_a_file_was_read(content, file_format):
    assert read_csv(content).file_format == file_format
    assert read_csv(content, file_format).file_format == file_format
    assert read_csv(content).without_values().file_format == file_format


def test_what_is_stated_is_used_in_place_of_what_is_detected():
    korean = "길이,너비,종류\n1,2,개\n3,4,고양이\n2,2,개\n".encode("cp949")
    assert read_csv(korean, FileFormat(encoding="gb18030")).columns != read_csv(korean).columns
    numbers = b'a;b;c\n"1,234";5;x\n"2,345";6;y\n"3,456";7;y\n'
    assert read_csv(numbers, FileFormat(decimal=".")).select(2, (0, 1)).features[0, 0] == 1234
    assert read_csv(numbers, FileFormat(decimal=",")).select(2, (0, 1)).features[0, 0] == 1.234
    bars = b"a|b;c|d\n1|2;3|4\n5|6;7|8\n"
    with pytest.raises(InvalidFileError, match="no_numbers"):
        read_csv(bars, FileFormat(delimiter=";"))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_can_be_stated(encoding):
    assert read_csv(IRIS.encode(encoding), FileFormat(encoding=encoding)).columns[-1] == "species"


@pytest.mark.parametrize(
    "values", [{"encoding": "rot13"}, {"encoding": "UTF-8"}, {"delimiter": "x"}, {"decimal": ";"}, {"decimal": "٫"}]
)
def test_an_unknown_format_is_an_error(values):
    with pytest.raises(UnknownFormatError, match=next(iter(values))):
        FileFormat(**values)


@pytest.mark.parametrize(
    ("names", "rows", "row_numbers"),
    [
        ("id,a,b,kind", ["1,2,5,x", "2,2,6,y", "3,7,7,x"], (0, 2)),
        ("a,b,c,kind", ["0,2,1.5,x", "1,4,2.5,y", "2,6,3.5,x"], (0,)),
        ("Customer ID,a,b,kind", ["70,2,5,x", "12,2,5,y", "33,7,8,x"], (0,)),
        ("编号,a,b,kind", ["7,2,5,x", "3,2,5,y", "9,7,8,x"], (0,)),
        ("width,a,b,kind", ["70,2,5,x", "12,2,5,y", "33,7,8,x"], ()),
        ("id,a,b,kind", ["7,2,5,x", "7,2,5,y", "9,7,8,x"], ()),
        ("id,a,b,kind", ["1,2,5,x", "2,2,5,y", ",7,8,x"], ()),
        ("id,a,b,kind", ["1.5,2,5,x", "2,2,5,y", "3,7,8,x"], ()),
        ("a,b,c,kind", ["1,2,5,x", "2,2,5,y"], ()),
        ("a,b,c,kind", ["3,2,5,x", "2,2,5,y", "1,7,8,x"], ()),
    ],
)
def test_columns_that_only_number_the_rows_are_known(names, rows, row_numbers):
    assert read_csv("\n".join([names, *rows]).encode()).row_numbers == row_numbers
