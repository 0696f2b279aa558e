"""Slogans as plans print them, and properties of reading and writing them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.formula import make_formula, read_formula, write_formula
from layouts.numerals import read_numeral, write_numeral
from layouts.vocabulary import kinds_by_code, read_vocabulary

SLOGANS: list[tuple[str, list[tuple[int | None, str]]]] = [
    ("一核两区三带", [(1, "core"), (2, "zone"), (3, "belt")]),
    ("三区引领、五核集聚", [(3, "zone"), (5, "core")]),
    ("一主两副", [(1, "main_centre"), (2, "sub_centre")]),
    ("一心两翼、三轴多点", [(1, "centre"), (2, "wing"), (3, "axis"), (None, "node")]),
    ("一轴、两带、三片区、多节点", [(1, "axis"), (2, "belt"), (3, "zone"), (None, "node")]),
    ("两中心三组团", [(2, "centre"), (3, "group")]),
    ("一环四廊", [(1, "ring"), (4, "corridor")]),
    ("双核驱动", [(2, "core")]),
    ("1+3+N", [(1, ""), (3, ""), (None, "")]),
    ("一核引领、双城联动、三带支撑", [(1, "core"), (2, "area"), (3, "belt")]),
    ("“一核一圈多组团”", [(1, "core"), (1, "ring"), (None, "group")]),
    ("构建“一带、两核、五大组团”的空间格局", [(1, "belt"), (2, "core"), (5, "group")]),
    ("一屏四带、全域绿色", [(1, "barrier"), (4, "belt")]),
    ("一网多点", [(1, "network"), (None, "node")]),
    ("多点多极支撑", [(None, "node"), (None, "pole")]),
    ("1个核心、2条轴线、３大片区", [(1, "core"), (2, "axis"), (3, "zone")]),
    ("1核+3区+N点", [(1, "core"), (3, "zone"), (None, "node")]),
    ("一主一副三次中心", [(1, "main_centre"), (1, "sub_centre"), (3, "sub_centre")]),
    ("一城两园三基地", [(1, "area"), (2, "park"), (3, "base")]),
    ("十大康养基地", [(10, "base")]),
    ("十二园区、二十节点", [(12, "park"), (20, "node")]),
    ("一核带两翼", [(1, "core"), (2, "wing")]),
    ("一核心带多点", [(1, "core"), (None, "node")]),
    ("一体两翼", [(1, ""), (2, "wing")]),
    ("一江两岸三组团", [(1, ""), (2, ""), (3, "group")]),
    ("三条生态康养产业带和若干特色小镇", [(3, "belt"), (None, "node")]),
    ("两个医养结合示范区", [(2, "zone")]),
    ("一极三区四走廊五集群", [(1, "pole"), (3, "zone"), (4, "corridor"), (5, "cluster")]),
    ("三段两圈层", [(3, "segment"), (2, "ring")]),
    ("双核驱动、三区协同、一体推进", [(2, "core"), (3, "zone"), (1, "")]),
    ("一座健康城、两翼齐飞", [(1, "health_city"), (2, "wing")]),
    ("一二三产业融合发展", []),
    ("医养结合，全域推进", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SLOGANS)
def test_a_slogan_is_read_into_counts_and_kinds(text: str, expected: list[tuple[int | None, str]]) -> None:
    assert [(part.count, part.kind) for part in read_formula(text).parts] == expected


@pytest.mark.parametrize("text", [text for text, _ in SLOGANS])
def test_a_slogan_is_written_back_exactly(text: str) -> None:
    assert write_formula(read_formula(text)) == text


def test_verbs_separators_and_qualifiers_are_kept_in_their_places() -> None:
    formula = read_formula("三大片区引领、五核集聚")
    first, second = formula.parts
    assert (first.numeral, first.qualifier, first.noun) == ("三", "大", "片区")
    assert (second.before, formula.tail) == ("引领、", "集聚")


def test_a_kind_named_twice_adds_up() -> None:
    assert read_formula("一主一副三次中心").counts == {"main_centre": 1, "sub_centre": 4}


def test_many_stays_many_when_a_kind_is_named_twice() -> None:
    assert read_formula("两节点、多节点").counts == {"node": None}


def test_an_unknown_kind_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="tower"):
        make_formula([(1, "tower")])


def test_a_count_of_zero_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="正整数"):
        write_numeral(0)


def test_every_word_of_the_vocabulary_belongs_to_one_kind() -> None:
    words = [word for kind in read_vocabulary() for word in kind.characters]
    assert sorted(words) == sorted(set(words))


def test_every_accepted_kind_is_in_the_vocabulary() -> None:
    accepted = {code for kind in read_vocabulary() for code in kind.accepts}
    assert accepted <= kinds_by_code().keys()


counts = st.one_of(st.none(), st.integers(1, 120))
kinds = st.sampled_from(sorted(kinds_by_code()))


@given(st.lists(st.tuples(counts, kinds), max_size=8), st.sampled_from(["", "、", "，"]))
def test_counts_survive_writing_and_reading(pairs: list[tuple[int | None, str]], separator: str) -> None:
    text = write_formula(make_formula(pairs, separator))
    assert [(part.count, part.kind) for part in read_formula(text).parts] == pairs


slogan_characters = st.sampled_from("一两三双多十12N核心区片带轴环中主副组团翼点大个条、+“”引领集聚生态体 ")


@given(st.text(slogan_characters, max_size=24) | st.text(max_size=12))
def test_any_text_is_written_back_exactly(text: str) -> None:
    assert write_formula(read_formula(text)) == text


@given(st.integers(1, 120))
def test_numerals_survive_writing_and_reading(count: int) -> None:
    assert read_numeral(write_numeral(count)) == count
