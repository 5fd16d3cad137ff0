"""A file of whatever make is read as it is meant."""

import re

import numpy as np
import pytest

from datasets import read_csv, shipped
from tests.datasets.files import CHINESE, IRIS, everything

BODY = IRIS.split("\n", 1)[1]
WRITTEN = {
    "as shipped": IRIS,
    "Windows ends of lines": IRIS.replace("\n", "\r\n"),
    "old Mac ends of lines": IRIS.replace("\n", "\r"),
    "no end of the last line": IRIS.strip(),
    "blank lines around": f"\n  \n\n{IRIS}\n\n",
    "rows of nothing": IRIS.replace("\n5.0", "\n,,,,\n5.0"),
    "semicolons": IRIS.replace(",", ";"),
    "semicolons and decimal commas": IRIS.replace(",", ";").replace(".", ","),
    "tabs": IRIS.replace(",", "\t"),
    "tabs and decimal commas": IRIS.replace(",", "\t").replace(".", ","),
    "bars": IRIS.replace(",", " | "),
    "commas and blanks": IRIS.replace(",", ", "),
    "quotes": re.sub("[^,\n]+", r'"\g<0>"', IRIS),
    "decimal commas in quotes": re.sub(r"(\d)\.(\d)", r'"\1,\2"', IRIS),
    "Excel's hint": "sep=;\n" + IRIS.replace(",", ";"),
    "a delimiter at the end": IRIS.replace("\n", ",\n"),
    "a delimiter at the end of all but the names": IRIS.replace("a\n", "a,\n").replace("r\n", "r,\n"),
    "UTF-8 with a mark": IRIS.encode("utf-8-sig"),
    "UTF-16 with a mark": IRIS.encode("utf-16"),
    "UTF-16 little-endian": IRIS.encode("utf-16-le"),
    "UTF-16 big-endian": IRIS.encode("utf-16-be"),
    "UTF-32": IRIS.encode("utf-32"),
}
WITHOUT_NAMES = {
    "commas": BODY,
    "columns of blanks": "\n".join("  " + line.replace(",", "   ") for line in BODY.split("\n")),
    "semicolons and decimal commas": BODY.replace(",", ";").replace(".", ","),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_iris_is_read_however_it_is_written(text):
    rows, iris = everything(text), shipped("iris")
    np.testing.assert_array_equal(rows.features, iris.features)
    np.testing.assert_array_equal(rows.labels, iris.labels)
    assert (rows.feature_names, rows.class_names, rows.dropped) == (iris.feature_names, iris.class_names, 0)


@pytest.mark.parametrize("text", WITHOUT_NAMES.values(), ids=WITHOUT_NAMES)
def test_a_file_without_names_loses_no_row(text):
    rows = everything(text)
    np.testing.assert_array_equal(rows.features, shipped("iris").features)
    assert rows.feature_names == ("column 1", "column 2", "column 3", "column 4")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *((encoding, CHINESE) for encoding in ("utf-8", "utf-16", "utf-16-le", "gbk", "gb18030")),
        ("gbk", "x,y,类\n1,2,甲\n3,4,乙\n"),
        ("gbk", "长度（毫米）,宽度,好\n1,2,是\n3,4,否\n"),
        ("big5", "花萼長度,花萼寬度,類別\n5.1,3.5,山鳶尾\n6,3,變色鳶尾\n"),
        ("cp1252", "größe;länge;art\n1,5;2,5;große Blüte\n1,5;2,5;kleine Blüte\n"),
        ("cp1252", "x,y,ville\n1,2,Orléans\n3,4,Paris\n"),
        ("cp1252", "x,y,mot\n1,2,créée\n3,4,niño\n"),
        ("shift_jis", "がく片の長さ,幅,種類\n5.1,3.5,ヒオウギアヤメ\n5,3,アヤメ\n"),
        ("cp949", "꽃받침 길이,꽃받침 너비,종류\n5.1,3.5,부채붓꽃\n5,3,붓꽃\n"),
        ("cp1251", "длина,ширина,вид\n1,2,ирис\n3,4,роза\n"),
    ],
)
def test_names_are_read_in_the_encoding_they_were_written_in(encoding, text):
    names, *body = [line.split(";" if ";" in text else ",") for line in text.splitlines()]
    rows = everything(text.encode(encoding))
    assert [*rows.feature_names] == names[:-1]
    assert set(rows.class_names) == {row[-1] for row in body}


@pytest.mark.parametrize(
    ("text", "columns", "first"),
    [
        ('"a" "b" "c"\n"1" 2.5 3 "x"\n"2" 3.5 4 "y"\n', ("column 1", "a", "b", "c"), [1, 2.5, 3]),  # R, write.table
        ('"","a","b","c"\n"1",2.5,3,"x"\n"2",3.5,4,"y"\n', ("column 1", "a", "b", "c"), [1, 2.5, 3]),  # R, write.csv
        (",0,1,2\n0,5.5,3,1\n1,5.5,3,2\n", ("column 1", "0", "1", "2"), [0, 5.5, 3]),  # pandas, to_csv
        ("species,2007,2008\na,1,2\nb,2,3\na,1,1\n", ("species", "2007", "2008"), [1, 2]),
        ("5,3,4,setosa\n7,3,1,virginica\n5,3,2,setosa\n", ("column 1", "column 2", "column 3", "column 4"), [5, 3, 4]),
        ('"bill\nlength",b,c\n1,2,x\n2,3,y\n', ("bill length", "b", "c"), [1, 2]),
        ('a,b,c\n"1,234",5,x\n999,6,y\n', ("a", "b", "c"), [1234, 5]),
        ("a,b,c\n1e3,-.5,x\n+2.,6,y\n", ("a", "b", "c"), [1000, -0.5]),
        ("a\u200b,\u202eb,c\n1,2,x\n2,3,y\n", ("a", "b", "c"), [1, 2]),
    ],
)
def test_names_and_numbers_are_told_apart(text, columns, first):
    assert read_csv(text.encode()).columns == columns
    assert everything(text).features[0].tolist() == first


@pytest.mark.parametrize(
    "hole", ["", " ", "NA", "n/a", "NaN", "NULL", "?", "-", "none", ".", "inf", "-Infinity", "1e151"]
)
def test_a_hole_leaves_its_row_out_only_where_it_is_used(hole):
    file = read_csv(f"a,b,c,d\n1,2,{hole},x\n3,4,5,y\n6,7,8,x\n".encode())
    assert file.numeric == (0, 1, 2)
    assert file.rows(3, (0, 1)).dropped == 0
    rows = file.rows(3, (0, 2))
    assert (rows.features.tolist(), rows.dropped) == ([[3, 5], [6, 8]], 1)


def test_a_row_without_a_label_is_left_out_and_so_is_a_class_without_rows():
    rows = everything("a,b,c\n1,2,x\n3,4,\n5,6,z\n,8,y\n9,9,x\n")
    assert (rows.class_names, rows.labels.tolist(), rows.dropped) == (("x", "z"), [0, 1, 0], 2)


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        (["1.0", "0", "1"], ("0", "1")),
        (["-1", "+1", "1.00"], ("-1", "1")),
        (["10", "9", "2"], ("2", "9", "10")),
        (["0.5", "1.5", "0.50"], ("0.5", "1.5")),
        (["+", "-", "+"], ("+", "-")),
        (["None", "Insomnia", "NA"], ("Insomnia", "None")),
        (["TRUE", "FALSE", "TRUE"], ("FALSE", "TRUE")),
    ],
)
def test_labels_read_as_a_person_would_write_them(labels, classes):
    text = "a,b,y\n" + "".join(f"{i},{i + 1},{label}\n" for i, label in enumerate(labels))
    assert everything(text).class_names == classes


@pytest.mark.parametrize(
    ("names", "row", "label"),
    [
        ("a,b,c,d", "1,{i},{i},t{i}", "d"),
        ("d,a,b,c", "t{i},{i},{i},{i}", "d"),
        ("sex,a,b,target", "t{i},{i},{i},{i}", "target"),
        ("species,island,a,b", "s{i},t{i},{i},{i}", "species"),
        ("a,b,class_label,sex", "{i},{i},{i},t{i}", "class_label"),
        ("类别,a,b,c", "{i},{i},{i},{i}", "类别"),
        ("a,b,c,e", "{i},{i},{i},{i}", "e"),
    ],
)
def test_the_column_that_looks_most_like_labels_is_proposed(names, row, label):
    file = read_csv(f"{names}\n{row.format(i=1)}\n{row.format(i=2)}\n{row.format(i=1)}\n".encode())
    assert file.columns[file.label] == label
