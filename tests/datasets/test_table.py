"""CSV files of many encodings, delimiters and conventions give the table that they describe."""

import re

import numpy as np
import pytest

from datasets import InvalidFileError, load_bundled, read_csv
from tests.datasets.files import CHINESE, IRIS, read_all

BODY = IRIS.split("\n", 1)[1]
IRIS_VARIANTS = {
    "as bundled": IRIS,
    "Windows line ends": IRIS.replace("\n", "\r\n"),
    "old Mac line ends": IRIS.replace("\n", "\r"),
    "no line end after the last line": IRIS.strip(),
    "blank lines around": f"\n  \n\n{IRIS}\n\n",
    "an empty row": IRIS.replace("\n5.0", "\n,,,,\n5.0"),
    "semicolons": IRIS.replace(",", ";"),
    "semicolons and decimal commas": IRIS.replace(",", ";").replace(".", ","),
    "tabs": IRIS.replace(",", "\t"),
    "tabs and decimal commas": IRIS.replace(",", "\t").replace(".", ","),
    "vertical bars": IRIS.replace(",", " | "),
    "commas and spaces": IRIS.replace(",", ", "),
    "quotes": re.sub("[^,\n]+", r'"\g<0>"', IRIS),
    "decimal commas in quotes": re.sub(r"(\d)\.(\d)", r'"\1,\2"', IRIS),
    "the delimiter stated as Excel does": "sep=;\n" + IRIS.replace(",", ";"),
    "a delimiter at the end of all rows": IRIS.replace("\n", ",\n"),
    "a delimiter at the end of all rows but the header": IRIS.replace("a\n", "a,\n").replace("r\n", "r,\n"),
    "UTF-8 with a byte order mark": IRIS.encode("utf-8-sig"),
    "UTF-16 with a byte order mark": IRIS.encode("utf-16"),
    "UTF-16 little-endian": IRIS.encode("utf-16-le"),
    "UTF-16 big-endian": IRIS.encode("utf-16-be"),
    "UTF-32": IRIS.encode("utf-32"),
}
WITHOUT_HEADER = {
    "commas": BODY,
    "aligned columns": "\n".join("  " + line.replace(",", "   ") for line in BODY.split("\n")),
    "semicolons and decimal commas": BODY.replace(",", ";").replace(".", ","),
}


@pytest.mark.parametrize("text", IRIS_VARIANTS.values(), ids=IRIS_VARIANTS)
def test_iris_is_read_alike_in_every_variant(text):
    dataset, iris = read_all(text), load_bundled("iris")
    np.testing.assert_array_equal(dataset.features, iris.features)
    np.testing.assert_array_equal(dataset.labels, iris.labels)
    assert (dataset.feature_names, dataset.class_names) == (iris.feature_names, iris.class_names)
    assert dataset.dropped_rows == 0


@pytest.mark.parametrize("text", WITHOUT_HEADER.values(), ids=WITHOUT_HEADER)
def test_a_file_without_a_header_loses_no_row(text):
    dataset = read_all(text)
    np.testing.assert_array_equal(dataset.features, load_bundled("iris").features)
    assert dataset.feature_names == ("column 1", "column 2", "column 3", "column 4")


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
def test_names_are_decoded_in_the_encoding_of_the_file(encoding, text):
    names, *body = [line.split(";" if ";" in text else ",") for line in text.splitlines()]
    dataset = read_all(text.encode(encoding))
    assert [*dataset.feature_names] == names[:-1]
    assert set(dataset.class_names) == {row[-1] for row in body}


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
def test_the_header_and_the_numbers_are_recognized(text, columns, first):
    assert read_csv(text.encode()).columns == columns
    assert read_all(text).features[0].tolist() == first


@pytest.mark.parametrize(
    "missing", ["", " ", "NA", "n/a", "NaN", "NULL", "?", "-", "none", ".", "inf", "-Infinity", "1e151"]
)
def test_a_missing_value_leaves_its_row_out_only_where_its_column_is_selected(missing):
    table = read_csv(f"a,b,c,d\n1,2,{missing},x\n3,4,5,y\n6,7,8,x\n".encode())
    assert table.numeric == (0, 1, 2)
    assert table.select(3, (0, 1)).dropped_rows == 0
    dataset = table.select(3, (0, 2))
    assert (dataset.features.tolist(), dataset.dropped_rows) == ([[3, 5], [6, 8]], 1)


def test_a_row_without_a_label_is_left_out_and_so_is_a_class_without_rows():
    dataset = read_all("a,b,c\n1,2,x\n3,4,\n5,6,z\n,8,y\n9,9,x\n")
    assert (dataset.class_names, dataset.labels.tolist(), dataset.dropped_rows) == (("x", "z"), [0, 1, 0], 2)


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
def test_class_names_are_sorted_and_whole_numbers_have_no_decimals(labels, classes):
    text = "a,b,y\n" + "".join(f"{i},{i + 1},{label}\n" for i, label in enumerate(labels))
    assert read_all(text).class_names == classes


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
def test_the_default_label_is_the_column_that_looks_most_like_labels(names, row, label):
    table = read_csv(f"{names}\n{row.format(i=1)}\n{row.format(i=2)}\n{row.format(i=1)}\n".encode())
    assert table.columns[table.default_label] == label


def test_texts_that_differ_only_in_invisible_characters_are_one_class():
    dataset = read_all("a,b,y\n1,2,p\u200bq\n3,4,pq\n5,6,r\n")
    assert (dataset.class_names, dataset.labels.tolist()) == (("pq", "r"), [0, 0, 1])


def test_a_label_of_invisible_characters_only_is_missing():
    dataset = read_all("a,b,y\n1,2,\u200b\n3,4,p\n5,6,q\n")
    assert (dataset.class_names, dataset.dropped_rows) == (("p", "q"), 1)


@pytest.mark.parametrize("labels", [[f"{i % 10}" for i in range(30)], [f"k{i % 10}" for i in range(30)]])
def test_ten_different_values_are_label_candidates_and_eleven_are_not(labels):
    rows = [f"{i % 12},{i % 12},{label}" for i, label in enumerate(labels)]
    assert read_csv("\n".join(["a,b,y", *rows, "1,2,"]).encode()).label_candidates == (2,)
    with pytest.raises(InvalidFileError, match="too_many_classes"):
        read_csv("\n".join(["a,b,y", *rows, "1,2,7777"]).encode())


def test_the_features_are_a_copy_in_row_order_so_that_the_table_can_be_freed():
    features = read_all(IRIS).features
    assert features.flags.c_contiguous
    assert features.base is None
