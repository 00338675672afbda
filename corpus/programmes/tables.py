"""Tables: a heading line of names, then rows; or a heading line of years, then rows of kinds of budget."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.dates import YEAR, year_of
from corpus.documents import Document
from corpus.names import Names
from corpus.programmes.budgets import BudgetContext
from corpus.programmes.cells import Cell, Line
from corpus.programmes.facts import ProgrammeFact
from corpus.programmes.fields import OpenField, open_field
from corpus.programmes.labels import attribute_of
from corpus.programmes.making import facts_of_field, make_budget
from corpus.programmes.titles import Title, name_of_row, read_title

_NAME_COLUMN = re.compile(r"(?:事業|プログラム|施策|制度|課題|研究)?(?:の)?名称?|事業|プログラム|施策")
_UNIT = re.compile(r"単位\s*[:：]?\s*(?P<unit>百万円|億円|千円|万円|円)")
_END = re.compile(r"^(?:計|合計|総計|小計|[※注(（]|\(注|備考)")
_BUDGET_ROW = re.compile(r"^(?P<kind>当初|第?[0-9]*次?補正)予算(?:額)?$")
_NUMBER = re.compile(r"^[0-9][0-9,]*(?:\.[0-9]+)?$")
_MOST_BLANKS = 1
_CELLS_OF_A_ROW = 3
_INDENT = 8


@dataclass(slots=True)
class Table:
    """A table that is being read: the heads of its columns by the column at which each begins."""

    heads: list[tuple[int, str]]
    context: BudgetContext
    unit: str
    years: dict[int, int] | None
    name_column: int
    ruled: bool = False
    blanks: int = 0
    current: list[list[Cell]] = field(default_factory=list)

    def blank(self) -> None:
        """Note a blank or ruled line; two blank ones end the table."""
        self.blanks += 1

    def takes(self, line: Line) -> bool:
        """Say whether a line belongs to the table."""
        first = line.cells[0]
        ended = _END.match(first.text) is not None and first.column < self.heads[0][0] + _INDENT
        if (self.blanks > _MOST_BLANKS and not self.ruled) or ended:
            return False
        return self.years is None or len(line.cells) >= 2

    def row(
        self, line: Line, document: Document, names: Names, above: Title | None
    ) -> Iterator[tuple[Title, ProgrammeFact]]:
        """Yield the facts that a line completes."""
        if self.years is not None:
            self.blanks = 0
            if above is not None:
                yield from ((above, fact) for fact in self._budget_row(line, document))
            return
        if not self.current and not self.blanks and all(attribute_of(cell.text) for cell in line.cells):
            self._lengthen_heads(line)
            return
        named = self._head_at(line.cells[0])[0] == self.name_column
        if named and (self.blanks if self.ruled else len(line.cells) >= _CELLS_OF_A_ROW):
            yield from self.finish(document, names)
        self.blanks = 0
        self._add(line)

    def _lengthen_heads(self, line: Line) -> None:
        """Add the second line of heads to the first."""
        for cell in line.cells:
            at = self.heads.index(self._head_at(cell))
            column, text = self.heads[at]
            self.heads[at] = (column, text + cell.text)

    def _budget_row(self, line: Line, document: Document) -> Iterator[ProgrammeFact]:
        found = _BUDGET_ROW.match(line.cells[0].text)
        if not found or self.years is None:
            return
        for cell in line.cells[1:]:
            column = min(self.years, key=lambda left: abs(left - cell.column))
            if _NUMBER.match(cell.text) and abs(column - cell.column) <= 8:
                kind = found["kind"]
                fact = make_budget(document, f"{kind}予算", cell.text + self.unit, cell.span, self.years[column], kind)
                if fact.amount_yen:
                    yield fact

    def _head_at(self, cell: Cell) -> tuple[int, str]:
        return min(self.heads, key=lambda head: abs(head[0] - cell.column))

    def _add(self, line: Line) -> None:
        if not self.current:
            self.current = [[] for _ in self.heads]
        for cell in line.cells:
            self.current[self.heads.index(self._head_at(cell))].append(cell)

    def finish(self, document: Document, names: Names) -> Iterator[tuple[Title, ProgrammeFact]]:
        """Yield the facts of the row read so far."""
        cells, self.current = self.current, []
        if not cells:
            return
        at = next((number for number, (left, _) in enumerate(self.heads) if left == self.name_column), 0)
        name = "".join(cell.text for cell in cells[at])
        title = read_title(name, names) or name_of_row(name)
        if title is None:
            return
        for number, (_, head) in enumerate(self.heads):
            if number != at and cells[number]:
                yield from ((title, fact) for fact in self._cell_facts(document, head, cells[number]))

    def _cell_facts(self, document: Document, head: str, cells: list[Cell]) -> Iterator[ProgrammeFact]:
        year = YEAR.search(head)
        if attribute_of(head) is not None or (year and "予算" in head):
            opened = OpenField(head, cells[0].column, [(cell, 0) for cell in cells], cells[0].line)
            if "予算" in head and year:
                yield from self._budget_cell(document, head, opened, year_of(year))
            else:
                yield from facts_of_field(document, opened, self.context)
            return
        inner: OpenField | None = None
        for cell in cells:
            begun = open_field(cell)
            if begun is not None:
                if inner is not None:
                    yield from facts_of_field(document, inner, self.context)
                inner = begun
            elif inner is not None:
                inner.pieces.append((cell, 0))
        if inner is not None:
            yield from facts_of_field(document, inner, self.context)

    def _budget_cell(self, document: Document, head: str, opened: OpenField, year: int) -> Iterator[ProgrammeFact]:
        kind = re.search(r"第?[0-9]*次?補正", head)
        for cell, _ in opened.pieces:
            if _NUMBER.match(cell.text) and self.unit:
                yield make_budget(
                    document, head, cell.text + self.unit, cell.span, year, kind.group() if kind else "当初"
                )
                return
        yield from facts_of_field(
            document, OpenField("予算額", opened.column, opened.pieces, opened.last_line), BudgetContext(year, None)
        )


def open_table(line: Line, context: BudgetContext, unit: str, *, ruled: bool) -> Table | None:
    """Return the table that a line of heads begins, None where it begins none."""
    heads = [(cell.column, cell.text) for cell in line.cells]
    if len(heads) < 2:
        return None
    years = {cell.column: year_of(match) for cell in line.cells if (match := YEAR.fullmatch(cell.text))}
    if len(years) >= 2 and all(YEAR.match(text) for _, text in heads):
        return Table(heads, context, unit, years, name_column=-1)
    named = [column for column, text in heads if _NAME_COLUMN.fullmatch(text)]
    known = [text for _, text in heads if attribute_of(text) is not None or YEAR.search(text)]
    if named and len(known) >= 2 and len(heads) >= 3:
        return Table(heads, context, unit, None, named[0], ruled)
    return None


def unit_of(text: str) -> str:
    """Return the unit that a search text gives for a whole table (単位：百万円), empty where it gives none."""
    found = _UNIT.search(text)
    return found["unit"] if found else ""
