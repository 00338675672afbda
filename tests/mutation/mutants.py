"""Small changes to a module that a test should notice: comparisons, operators, constants and returns."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one module: where it stands, how it reads, and the whole source with it."""

    path: Path
    line: int
    before: str
    after: str
    source: str


def mutants(path: Path) -> list[Mutant]:
    """Return every mutant of the module at ``path``, in the order of its source."""
    tree = ast.parse(path.read_text("utf-8"))
    kept = _unchanged(tree)
    made = []
    for place, node in enumerate(ast.walk(tree)):
        if node in kept:
            continue
        for change in _changes(node):
            mutated = copy.deepcopy(tree)
            target = next(found for number, found in enumerate(ast.walk(mutated)) if number == place)
            for name, value in change.items():
                setattr(target, name, value)
            made.append(Mutant(path, node.lineno, ast.unparse(node), ast.unparse(target), ast.unparse(mutated)))
    return sorted(made, key=lambda mutant: mutant.line)


def _unchanged(tree: ast.Module) -> set[ast.AST]:
    """Return the nodes that no test should notice: docstrings, annotations, imports for types alone, words of messages."""
    roots: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            roots.append(node.value)
        elif isinstance(node, ast.Raise | ast.JoinedStr) or (
            isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        ):
            roots.append(node)
        roots.extend(filter(None, (getattr(node, name, None) for name in ("annotation", "returns"))))
    return {inner for root in roots for inner in ast.walk(root)}


def _changes(node: ast.AST) -> Iterator[dict[str, object]]:
    """Yield what can be set anew in ``node``, one change each."""
    match node:
        case ast.Compare(ops=[first, *others]) if type(first) in _SWAPPED:
            yield {"ops": [_SWAPPED[type(first)](), *others]}
        case ast.BoolOp(op=operator) | ast.BinOp(op=operator) if type(operator) in _SWAPPED:
            yield {"op": _SWAPPED[type(operator)]()}
        case ast.Constant(value=bool() as value):
            yield {"value": not value}
        case ast.Constant(value=int() | float() as value):
            yield {"value": value + 1}
        case ast.Constant(value=str() as value):
            yield {"value": "" if value else "x"}
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield {"value": ast.Constant(None)}
        case ast.IfExp(body=body, orelse=orelse):
            yield {"body": orelse, "orelse": body}
