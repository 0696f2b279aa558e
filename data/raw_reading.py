"""CSV and YAML files as tables of text. Whatever is wrong with a file becomes a finding; good rows stay."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from data.finding import Finding, Level
from data.schema import TableSchema
from data.table import Row, Table

LONGEST_CELL = 20_000
LARGEST_FILE_BYTES = 30_000_000
DEEPEST_YAML = 10

# one unclosed quotation mark may make a cell of the rest of the file: read it, then report it
csv.field_size_limit(LARGEST_FILE_BYTES)

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class FileReport:
    """Collects the findings of one file."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def add(  # noqa: PLR0913 - the parts of a finding
        self,
        rule: str,
        message: str,
        expectation: str = "",
        *,
        row: int | None = None,
        column: str = "",
        value: str = "",
        level: Level = "error",
    ) -> None:
        """Add one finding."""
        self.findings.append(Finding(self.file, row, column, value, message, expectation, level, rule))


def read_text(path: Path, report: FileReport) -> str | None:
    """Return the text of a UTF-8 file; None where it is missing or no text. GBK is read, and reported."""
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            report.add("file_too_large", "文件过大，未读取", f"不超过 {LARGEST_FILE_BYTES // 10**6} MB")
            return None
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        report.add("file_unreadable", "无法读取文件", error.strerror or "")
        return None
    return _decode(content, report)


def _decode(content: bytes, report: FileReport) -> str | None:
    if content.startswith(b"\xef\xbb\xbf"):
        report.add("file_bom", "文件以 BOM 开头", "应为不带 BOM 的 UTF-8", level="warning")
    for encoding, name in (("utf-8-sig", ""), ("gb18030", "GBK")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        if name:
            message = f"文件不是 UTF-8 编码，像是 {name}，已按 {name} 读取"
            report.add("file_encoding", message, "请另存为 UTF-8")
        return text
    report.add("file_encoding", "文件不是文本，未读取", "应为 UTF-8 编码的文本")
    return None


def read_csv_table(folder: Path, schema: TableSchema, report: FileReport) -> Table:
    """Return the rows of a CSV file; no rows where it is missing or broken."""
    text = read_text(folder / schema.file, report)
    records = _records(text or "", report)
    _, header = next(records, (1, []))
    columns = tuple(name.strip() for name in header)
    if text is not None:
        _report_header(columns, schema, report)
    rows = tuple(_row(line, cells, columns, report) for line, cells in records)
    return Table(schema.name, schema.file, columns, rows)


def _records(text: str, report: FileReport) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not blank with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report.add("csv_syntax", f"这一行不是完整的 CSV：{error}", "检查引号是否成对", row=line)
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _report_header(columns: tuple[str, ...], schema: TableSchema, report: FileReport) -> None:
    expected = schema.column_names
    for name in columns:
        if name not in expected:
            report.add("unknown_column", "不是本表的列", "、".join(expected), row=1, column=name)
        elif columns.count(name) > 1:
            report.add("duplicate_column", "这一列重复", "每列一次", row=1, column=name)
    for name in schema.expected_names:
        if name not in columns:
            report.add("missing_column", "缺少这一列", "表头须为全部规定的列", row=1, column=name)
    if columns != expected and sorted(columns) == sorted(expected):
        report.add("column_order", "列的顺序与规定不同", ",".join(expected), row=1, level="warning")


def _row(line: int, cells: list[str], columns: tuple[str, ...], report: FileReport) -> Row:
    if len(cells) != len(columns):
        message = f"这一行有 {len(cells)} 格，表头有 {len(columns)} 格"
        report.add("row_length", message, "含逗号的内容要加英文双引号", row=line)
    pairs = zip(columns, cells, strict=False)
    return Row(line, {name: _bounded(cell, line, name, report) for name, cell in pairs})


def _bounded(cell: str, line: int | None, column: str, report: FileReport) -> str:
    if len(cell) <= LONGEST_CELL:
        return cell.strip()
    expectation = f"不超过 {LONGEST_CELL} 字；常因引号不成对"
    report.add("cell_too_long", "内容过长，未采用", expectation, row=line, column=column, value=cell[:40])
    return ""


def read_yaml_rows(folder: Path, schema: TableSchema, report: FileReport) -> Table:
    """Return the mappings of a YAML file (one mapping, or a list of them) as rows of text."""
    root = _compose(read_text(folder / schema.file, report), report)
    is_list = isinstance(root, yaml.SequenceNode)
    nodes = root.value if isinstance(root, yaml.SequenceNode) else [] if root is None else [root]
    if root is not None and is_list == (schema.name == "plan"):
        report.add("yaml_shape", "内容的结构不对", "plan.yaml 为一个映射，其他文件为映射的列表")
        nodes = []
    rows = tuple(row for node in nodes if (row := _mapping_row(node, schema, report)))
    return Table(schema.name, schema.file, schema.column_names, rows)


def _compose(text: str | None, report: FileReport) -> yaml.Node | None:
    if text is None:
        return None
    try:
        problem = _unsupported_yaml(text)
        if problem:
            report.add("yaml_unsupported", problem, "只用映射、列表和文字")
            return None
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or type(error).__name__
        report.add("yaml_syntax", f"不是正确的 YAML：{reason}", row=mark.line + 1 if mark else None)
        return None
    return None if node is None or _is_null(node) else node


def _unsupported_yaml(text: str) -> str:
    """Return what the reader refuses: references, and nesting that would exhaust the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            return "不支持 YAML 的 * 引用"
        if depth > DEEPEST_YAML:
            return f"嵌套超过 {DEEPEST_YAML} 层"
    return ""


def _mapping_row(node: yaml.Node, schema: TableSchema, report: FileReport) -> Row | None:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        report.add("yaml_shape", "这一项不是映射", "每项形如 键: 值", row=line)
        return None
    cells: dict[str, str] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        key_line = key_node.start_mark.line + 1
        if key not in schema.column_names:
            expectation = "、".join(schema.column_names)
            report.add("unknown_column", "不是规定的键", expectation, row=key_line, column=key)
            continue
        if key in cells:
            report.add("duplicate_column", "这个键重复", "每键一次", row=key_line, column=key)
        cells[key] = _bounded(_node_text(value_node), key_line, key, report)
    for key in schema.expected_names:
        if key not in cells:
            message, expectation = "缺少这个键", "没有内容时留空"
            report.add("missing_column", message, expectation, row=line, column=key, level="warning")
    return Row(line, cells)


def _node_text(node: yaml.Node) -> str:
    """Return a scalar's text, or the items joined by `;` (a member mapping as `district role`)."""
    if isinstance(node, yaml.ScalarNode):
        return "" if _is_null(node) else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return ";".join(_node_text(item) for item in node.value)
    parts = {str(key.value): _node_text(value) for key, value in node.value}
    return f"{parts.get('district', '')} {parts.get('role', '')}".strip()


def _is_null(node: yaml.Node) -> bool:
    is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return is_plain and node.value in {"", "~", "null", "Null", "NULL"}
