"""Reading: the lines of a document walked once, with the programme that each column speaks of."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.dates import YEAR, YEAR_PATTERN, year_of
from corpus.documents import Document
from corpus.labels import is_label as is_part_name
from corpus.names import Names
from corpus.normalisation import normalise
from corpus.programmes.budgets import BudgetContext, read_legend
from corpus.programmes.cells import Cell, Line, read_lines
from corpus.programmes.facts import ProgrammeFact
from corpus.programmes.fields import OpenField, continues, is_label, open_field
from corpus.programmes.making import budget_facts, facts_of_field
from corpus.programmes.tables import Table, open_table, unit_of
from corpus.programmes.titles import Title, name_of_row, read_title
from corpus.quantities import AMOUNT

_BUDGET_WORDS = re.compile(rf"{YEAR_PATTERN}|第[0-9]次|当初|補正|予算(?:額|案)*|運営費交付金")
_NEAR_TITLE = 4  # lines under a title within which an amount without a word is its budget
_PARTED = re.compile(r"^[\[(〔]?[A-Za-z一-龯ァ-ヴー]{2,14}\s*[::]")  # [ABC: 70億円: the share of an agency


@dataclass(slots=True)
class _Column:
    """A column of the page: the programme that it speaks of now, and the field being read."""

    left: int
    title: Title | None = None
    title_line: int = -100
    opened: OpenField | None = None
    budget: tuple[int | None, str] | None = None
    """Year and kind of the budget told last, for the shares of agencies that follow it."""


@dataclass(frozen=True, slots=True)
class TitledFact:
    """A fact with the title that it stands under."""

    title: Title
    fact: ProgrammeFact


@dataclass(slots=True)
class FactReader:
    """Reads one document; what is known so far is held in it."""

    document: Document
    names: Names
    context: BudgetContext
    columns: list[_Column] = field(default_factory=lambda: [_Column(0)])
    table: Table | None = None
    unit: str = ""
    subjects: Mapping[int, str] = field(default_factory=dict)
    """What sections without a heading are about, by the number of the section."""
    parent: Title | None = None
    """The programme of which the title read last is a variant (ABC of ABC PLUS): the slide comes back to it."""
    found: list[TitledFact] = field(default_factory=list)
    scopes: list[tuple[int, Title | None]] = field(default_factory=list)
    """Where in the text each title begins to hold, and None where it ends or several stand side by side."""

    def read(self) -> list[TitledFact]:
        """Return the facts that fields, tables and budget lines give, in order."""
        lines = read_lines(self.document)
        chapters = self._chapters(lines)
        titled = self._titled_sections(lines)
        for line in lines:
            self._note_year(line)
            if line.number in chapters:
                self._end_scope(line)
            if line.number in titled:
                self._begin_at(titled[line.number], line)
            if line.blank:
                self._on_blank()
            elif not self._read_table_line(line):
                self._read_line(line)
        self._close_all()
        return self.found

    def _chapters(self, lines: Sequence[Line]) -> frozenset[int]:
        """Return the numbers of the lines that begin a chapter which is no programme's."""
        found = set()
        for section in self.document.sections[1:]:
            if section.level != 1 or not section.heading_span:
                continue
            parts = section.heading.split()
            if all(is_part_name(part) for part in parts) or read_title(normalise(section.heading), self.names):
                continue
            line = _line_at(lines, section.heading_span.start)
            if not any(read_title(cell.text, self.names) or open_field(cell) for cell in line.cells):
                found.add(line.number)
        return frozenset(found)

    def _titled_sections(self, lines: Sequence[Line]) -> dict[int, Title]:
        """Return the titles that the structure tells: of sections whose title is lost, and of headings over a budget."""
        found: dict[int, Title] = {}
        for section in self.document.sections[1:]:
            line = _line_at(lines, section.span.start)
            subject = self.subjects.get(section.number, "") if not section.heading else ""
            title = read_title(normalise(subject), self.names) if subject else None
            if title is None and section.heading_span and _stands_over_budget(lines, section.heading_span.end):
                heading = normalise(section.heading)
                other = is_part_name(heading) or is_label(heading) or YEAR.search(heading)
                title = read_title(heading, self.names) or (None if other else name_of_row(heading))
            if title is not None:
                found[line.number] = title
        return found

    def _begin_at(self, title: Title, line: Line) -> None:
        self._close_all()
        self.columns = [_Column(0, title, line.number)]
        self.scopes.append((line.span.start, title))

    def _note_year(self, line: Line) -> None:
        """Keep the last year that a line names together with a budget, and what brackets are said to mean."""
        stored = line.span.of(self.document.text)
        if "予算" not in stored and "単位" not in stored:
            return
        text = normalise(stored)
        self.unit = unit_of(text) or self.unit
        if "予算" not in text:
            return
        years = [year_of(match) for match in YEAR.finditer(text) if "補正" not in text[match.end() : match.end() + 6]]
        if years:
            self.context = BudgetContext(years[0], self.context.brackets)
        legend = read_legend(text, self.context.fiscal_year)
        if legend:
            self.context = BudgetContext(self.context.fiscal_year, legend)

    def _end_scope(self, line: Line) -> None:
        if self.columns[0].title and self._is_of_whole_document(self.columns[0].title):
            return
        self._close_all()
        self.scopes.append((line.span.start, None))
        self.columns = [_Column(0)]
        self.table = None

    def _is_of_whole_document(self, title: Title) -> bool:
        return title.name in normalise(self.document.record.title)

    def _on_blank(self) -> None:
        if self.table is not None:
            self.table.blank()
        for column in self.columns:
            if column.opened is not None and column.opened.pieces:
                self._close(column)

    def _read_table_line(self, line: Line) -> bool:
        if self.table is not None:
            if self.table.takes(line):
                self.found += [
                    TitledFact(title, fact)
                    for title, fact in self.table.row(line, self.document, self.names, self._title_above())
                ]
                return True
            self._finish_table()
        table = open_table(line, self.context, self.unit, ruled=_is_ruled(self.document, line))
        if table is not None:
            self._close_all()
            self.table = table
        return table is not None

    def _finish_table(self) -> None:
        if self.table is not None:
            self.found += [TitledFact(title, fact) for title, fact in self.table.finish(self.document, self.names)]
            self.table = None

    def _title_above(self) -> Title | None:
        return self.columns[0].title if len(self.columns) == 1 else None

    def _read_line(self, line: Line) -> None:
        titles = [(cell, read_title(cell.text, self.names)) for cell in line.cells]
        named = [(cell, title) for cell, title in titles if title and not (title.weak and not _has_amount(line))]
        if self.parent is not None and _names_part(line):
            self._begin([(line.cells[0], self.parent)], line)
            return
        if named and open_field(line.cells[0]) is None:
            above = self._title_above()
            self._begin(named, line)
            self.parent = above if above is not None and named[0][1].varies(above) else None
            rest = [cell for cell, title in titles if title is None]
            if rest:
                self._budget_line(self.columns[-1], rest)
            return
        if self._read_compared(line):
            return
        for column, cells in self._by_column(line):
            self._read_cells(column, cells)

    def _read_compared(self, line: Line) -> bool:
        """Read a row whose label stands before the columns of two programmes."""
        first, others = line.cells[0], line.cells[1:]
        if len(self.columns) < 2 or first.end >= self.columns[0].left or not is_label(first.text):
            return False
        for cell in others:
            column = min(self.columns, key=lambda column: abs(column.left - cell.column))
            column.opened = OpenField(first.text, first.column, [(cell, 0)], cell.line)
            self._close(column)
        return True

    def _begin(self, named: Sequence[tuple[Cell, Title]], line: Line) -> None:
        self._close_all()
        self.parent = None
        self.columns = [_Column(cell.column, title, line.number) for cell, title in named]
        self.scopes.append((line.span.start, named[0][1] if len(named) == 1 else None))
        self.columns[0].left = 0 if len(named) == 1 else self.columns[0].left

    def _by_column(self, line: Line) -> Iterator[tuple[_Column, list[Cell]]]:
        for number, column in enumerate(self.columns):
            right = self.columns[number + 1].left - 3 if number + 1 < len(self.columns) else 10_000
            left = column.left - 3 if number else -1
            cells = [cell for cell in line.cells if left <= cell.column < right]
            if cells:
                yield column, cells

    def _read_cells(self, column: _Column, cells: Sequence[Cell]) -> None:
        for cell in cells:
            begun = open_field(cell)
            if begun is not None:
                self._close(column)
                column.opened = begun
            elif column.opened is not None and continues(column.opened, cell):
                column.opened.pieces.append((cell, 0))
                column.opened.last_line = cell.line
            else:
                self._close(column)
        if column.opened is None:
            self._budget_line(column, cells)

    def _budget_line(self, column: _Column, cells: Sequence[Cell]) -> None:
        """Read a line that gives budgets in words, or only amounts right under the title."""
        text = " ".join(cell.text for cell in cells)
        amount = AMOUNT.search(text)
        if column.title is None or amount is None or "。" in text:
            return
        bare = "予算" not in text[: amount.start()]
        parts = column.budget is not None and (_PARTED.match(text) is not None or text.endswith("]"))
        near = cells[0].line - column.title_line <= _NEAR_TITLE
        if bare and not (parts or (near and _is_amounts(text))):
            return
        line = OpenField("", cells[0].column, [(cell, 0) for cell in cells], cells[0].line)
        parted = column.budget if bare and parts else None
        facts = list(budget_facts(self.document, "", line, self.context))
        if parted:
            facts = [replace(fact, fiscal_year=parted[0], budget_type=parted[1]) for fact in facts]
        elif facts:
            column.budget = (facts[0].fiscal_year, facts[0].budget_type)
        self.found += [TitledFact(column.title, fact) for fact in facts]

    def _close(self, column: _Column) -> None:
        if column.opened is not None and column.title is not None:
            self.found += [
                TitledFact(column.title, fact) for fact in facts_of_field(self.document, column.opened, self.context)
            ]
        column.opened = None

    def _close_all(self) -> None:
        self._finish_table()
        for column in self.columns:
            self._close(column)


def _names_part(line: Line) -> bool:
    """Say whether a line is nothing but the name of a part of a paper (これまでの成果) and no field."""
    cell = line.cells[0]
    return len(line.cells) == 1 and is_part_name(cell.text) and open_field(cell) is None


def _line_at(lines: Sequence[Line], offset: int) -> Line:
    """Return the line in which a place of the document stands."""
    return lines[bisect_right(lines, offset, key=lambda line: line.span.start) - 1]


def _stands_over_budget(lines: Sequence[Line], offset: int) -> bool:
    """Say whether the first line after a heading gives a budget."""
    after = next((line for line in lines if line.span.start >= offset and not line.blank), None)
    if after is None:
        return False
    text = " ".join(cell.text for cell in after.cells)
    amount = AMOUNT.search(text)
    return amount is not None and _is_amounts(_BUDGET_WORDS.sub("", text))


def _is_ruled(document: Document, line: Line) -> bool:
    return re.search(r"[│┃｜]", line.span.of(document.text)) is not None


def _has_amount(line: Line) -> bool:
    return any(AMOUNT.search(cell.text) for cell in line.cells)


def _is_amounts(text: str) -> bool:
    """Say whether a line is amounts and little else."""
    rest = AMOUNT.sub("", text)
    return len(re.sub(r"[\s()〔〕<>【】:、・/]|新規|前年度|[0-9]", "", rest)) <= 12
