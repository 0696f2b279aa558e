"""A slogan and the elements of a layout, held against each other."""

from layouts.agreement import find_agreement_errors
from layouts.layout import LayoutElement


def make_elements(**counts: int) -> list[LayoutElement]:
    return [
        LayoutElement(f"{kind}-{number}", kind, f"{kind}{number}")
        for kind, count in counts.items()
        for number in range(1, count + 1)
    ]


def test_a_layout_that_agrees_has_no_findings() -> None:
    assert find_agreement_errors("一核两区三带", make_elements(core=1, zone=2, belt=3)) == []


def test_a_missing_belt_is_an_error_that_names_what_was_expected() -> None:
    (finding,) = find_agreement_errors("一核两区三带", make_elements(core=1, zone=2, belt=2))
    assert (finding.kind, finding.expected_count, finding.found_count, finding.level) == ("belt", 3, 2, "error")
    assert finding.element_ids == ("belt-1", "belt-2")
    assert "口号“一核两区三带”应有3个“带”，布局要素中有2个（belt1、belt2）" in finding.message


def test_a_surplus_is_an_error_too() -> None:
    (finding,) = find_agreement_errors("一核", make_elements(core=2))
    assert (finding.expected_count, finding.found_count) == (1, 2)


def test_many_agrees_with_any_number_but_not_with_none() -> None:
    assert find_agreement_errors("一核多点", make_elements(core=1, node=1)) == []
    (finding,) = find_agreement_errors("一核多点", make_elements(core=1))
    assert (finding.kind, finding.level) == ("node", "warning")


def test_a_kind_outside_the_slogan_is_information() -> None:
    (finding,) = find_agreement_errors("一核", make_elements(core=1, park=2))
    assert (finding.kind, finding.found_count, finding.level) == ("park", 2, "info")


def test_related_kinds_stand_for_each_other_only_while_room_is_left() -> None:
    elements = make_elements(main_centre=1, sub_centre=2)
    assert find_agreement_errors("三中心", elements) == []
    findings = find_agreement_errors("两中心", elements)
    assert [(finding.kind, finding.level) for finding in findings] == [("sub_centre", "info")]


def test_a_noun_outside_the_vocabulary_is_reported() -> None:
    (finding,) = find_agreement_errors("一体两翼", make_elements(wing=2))
    assert finding.level == "info"
    assert "一体" in finding.message


def test_a_slogan_without_counts_is_reported_once() -> None:
    (finding,) = find_agreement_errors("全域康养", make_elements(core=1))
    assert finding.level == "warning"


def test_a_plan_without_slogan_has_nothing_to_agree_with() -> None:
    assert find_agreement_errors("", make_elements(park=6)) == []


def test_findings_do_not_depend_on_the_order_of_elements() -> None:
    elements = make_elements(core=2, zone=1, park=2)
    assert find_agreement_errors("一核两区", elements) == find_agreement_errors("一核两区", elements[::-1])
