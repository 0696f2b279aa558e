"""A plan folder is read whatever is in it: bad cells become findings, good rows stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog import PlanNotFoundError, find_plan_ids, load_catalog, load_plan
from data.finding import Finding
from data.plan import BedCount
from data.reading import read_plan, read_reference_population


def rules(findings):
    return {finding.rule for finding in findings}


def test_the_example_reads_without_a_finding(example_plan):
    assert example_plan.findings == ()
    assert [len(rows) for rows in (example_plan.elements, example_plan.districts, example_plan.projects)] == [2, 3, 5]


def test_values_are_typed_and_blanks_are_none(example_plan):
    project, component = example_plan.projects[:2]
    assert project.beds == (BedCount(50, "medical"), BedCount(150, "elderly_care"))
    assert project.bed_count == 200
    assert project.bed_counts_by_type == {"medical": 50, "elderly_care": 150}
    assert (project.investment_wan_yuan, project.floor_area_m2, project.land_area_m2) == (12_000, 15_000, None)
    assert component.bed_count is None
    assert component.household_count is None
    assert example_plan.start_year is None
    assert example_plan.issued_on == "2020-03-05"


def test_the_folder_names_the_plan(plan_folder):
    plan = plan_folder.replace("plan.yaml", "plan_id: yunhe", "plan_id: elsewhere").read()
    assert plan.plan_id == "yunhe-2020-2025"


def test_an_empty_folder_is_a_plan_with_findings(tmp_path):
    plan = read_plan(tmp_path)
    assert plan.title == ""
    assert rules(plan.findings) == {"file_missing"}
    assert {finding.file for finding in plan.findings} >= {"plan.yaml", "layout.yaml", "projects.csv"}


def test_a_missing_folder_is_a_plan_with_findings(tmp_path):
    assert rules(read_plan(tmp_path / "nowhere").findings) == {"file_missing"}


def test_a_folder_in_the_place_of_a_file_is_reported(plan_folder):
    (plan_folder.path / "tasks.csv").unlink()
    (plan_folder.path / "tasks.csv").mkdir()
    plan = plan_folder.read()
    assert plan.tasks == ()
    assert any(finding.file == "tasks.csv" for finding in plan.findings)


def test_gbk_is_read_and_reported(plan_folder):
    text = (plan_folder.path / "districts.csv").read_text(encoding="utf-8")
    plan = plan_folder.write("districts.csv", text.encode("gb18030")).read()
    assert plan.districts[0].name == "东岭县"
    (finding,) = plan.findings
    assert finding.rule == "file_encoding"
    assert "GBK" in finding.message


def test_a_bom_is_only_a_warning(plan_folder):
    text = (plan_folder.path / "districts.csv").read_text(encoding="utf-8")
    plan = plan_folder.write("districts.csv", b"\xef\xbb\xbf" + text.encode()).read()
    assert len(plan.districts) == 3
    assert [(finding.rule, finding.level) for finding in plan.findings] == [("file_bom", "warning")]


def test_binary_content_is_no_table(plan_folder):
    plan = plan_folder.write("places.csv", b"\x00\x01\x02" * 100).read()
    assert plan.places == ()
    assert "file_encoding" in rules(plan.findings)


def test_windows_line_ends_are_read(plan_folder):
    text = (plan_folder.path / "districts.csv").read_text(encoding="utf-8")
    plan = plan_folder.write("districts.csv", text.replace("\n", "\r\n").encode()).read()
    assert len(plan.districts) == 3
    assert plan.findings == ()


def test_a_bad_cell_is_named_with_its_line_and_the_row_stays(plan_folder):
    plan = plan_folder.replace("projects.csv", ",80,nursing", ",八十,nursing").read()
    assert len(plan.projects) == 5
    assert plan.projects[2].bed_counts == ()
    (finding,) = plan.findings
    assert (finding.file, finding.row, finding.column, finding.value) == ("projects.csv", 4, "bed_counts", "八十")
    assert str(finding).startswith("projects.csv 第4行 bed_counts“八十”不是床位数的正确写法")


def test_an_unreadable_amount_stands_as_printed(plan_folder):
    plan = plan_folder.replace("projects.csv", ",1.2亿元", ",待定").read()
    assert plan.projects[0].investment == "待定"
    assert plan.projects[0].investment_wan_yuan is None
    assert rules(plan.findings) == {"bad_money"}


def test_line_numbers_survive_line_breaks_inside_cells(plan_folder):
    plan_folder.replace("districts.csv", ",990001,\n", ',990001,"一\n二"\n')
    plan = plan_folder.replace("districts.csv", ",county,990000,990002", ",city,990000,990002").read()
    (finding,) = plan.findings
    assert (finding.rule, finding.row) == ("bad_choice", 4)


def test_an_unclosed_quotation_mark_keeps_the_rows_before(plan_folder):
    plan = plan_folder.replace("projects.csv", "k02,滩头", 'k02,"滩头').read()
    assert [project.project_id for project in plan.projects[:2]] == ["k01", "k01a"]
    assert plan.findings


def test_a_stray_quotation_mark_costs_one_row(plan_folder):
    plan = plan_folder.replace("places.csv", "p01,云河新区医养园", 'p01,"云河"新区').read()
    assert [place.place_id for place in plan.places] == ["p02"]
    assert "csv_syntax" in rules(plan.findings)


def test_a_huge_cell_is_left_out(plan_folder):
    plan = plan_folder.replace("places.csv", "虚构乡镇点", "长" * 200_000).read()
    assert plan.places[1].location_source == ""
    assert rules(plan.findings) == {"cell_too_long"}


def test_a_duplicate_row_is_left_out_and_reported(plan_folder):
    plan = plan_folder.append("places.csv", "p01,又一处,,other,,,,unlocated,,专栏1,滩头护理院,").read()
    assert [place.name for place in plan.places] == ["云河新区医养园", "滩头护理院"]
    (finding,) = plan.findings
    assert (finding.rule, finding.row) == ("duplicate_id", 4)


def test_thousands_of_rows_are_read(plan_folder):
    lines = "\n".join(f"p{number:05},地点{number},,other,,,,unlocated,,专栏1,滩头护理院," for number in range(3000))
    plan = plan_folder.append("places.csv", lines).read()
    assert len(plan.places) == 3002
    assert plan.findings == ()


@pytest.mark.parametrize(
    ("yaml", "rule"),
    [
        (b"- [unclosed", "yaml_syntax"),
        (b"title: x", "yaml_shape"),
        (b"- just words", "yaml_shape"),
        (b"- &a {element_id: x}\n- *a", "yaml_unsupported"),
        (b"- element_id: " + b"[" * 100_000 + b"]" * 100_000, "yaml_unsupported"),
        (b"- {element_id: e1, element_id: e1}", "duplicate_column"),
        (b"- {element_id: e1, colour: red}", "unknown_column"),
        (b"[" * 5000, "yaml_unsupported"),
        (b"- !!python/object/apply:os.system [echo]", "yaml_shape"),
    ],
)
def test_a_broken_layout_is_a_finding(plan_folder, yaml, rule):
    assert rule in rules(plan_folder.write("layout.yaml", yaml).read().findings)


def test_an_empty_layout_has_no_elements(plan_folder):
    plan = plan_folder.write("layout.yaml", b"[]\n").read()
    assert (plan.elements, plan.findings) == ((), ())


def test_hostile_text_is_only_text(plan_folder):
    hostile = "<script>alert(1)</script>${7*7}C:\\path"
    plan = plan_folder.replace("places.csv", "p02,滩头护理院", f"p02,{hostile}").read()
    assert plan.places[1].name == hostile


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=400))
def test_no_content_raises(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("plan")
    for name in ("plan.yaml", "layout.yaml", "projects.csv", "indicators.csv", "population.csv"):
        (folder / name).write_bytes(content)
    assert all(isinstance(finding, Finding) for finding in read_plan(folder).findings)


def test_a_plan_brings_its_own_people(example_plan):
    assert example_plan.population["990001"].age_60_plus == 60_000
    reference = read_reference_population()
    assert all(example_plan.population[code] == people for code, people in reference.items())


def test_the_catalog_finds_folders(plan_folder, tmp_path):
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "_draft").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    assert find_plan_ids(tmp_path) == ["yunhe-2020-2025"]
    assert [plan.plan_id for plan in load_catalog(tmp_path)] == ["yunhe-2020-2025"]
    assert load_plan("yunhe-2020-2025", tmp_path).region_name == "云河市"
    assert find_plan_ids(tmp_path / "nowhere") == []


@pytest.mark.parametrize("plan_id", ["nowhere", "../yunhe-2020-2025", "", ".hidden"])
def test_an_unknown_plan_is_named(plan_folder, tmp_path, plan_id):
    with pytest.raises(PlanNotFoundError, match="没有规划"):
        load_plan(plan_id, tmp_path)


def test_the_environment_chooses_the_folder(plan_folder, tmp_path, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(tmp_path))
    assert find_plan_ids() == ["yunhe-2020-2025"]
