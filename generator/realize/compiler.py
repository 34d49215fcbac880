"""Turn syntax trees into Python functions, once for a question, and a failure inside them into its place."""

from __future__ import annotations

import ast
import types
from collections.abc import Callable
from typing import Any

from generator.model.place import Place
from generator.model.question import Source
from generator.realize import arithmetic, comparison, filters

Values = dict[str, Any]
Function = Callable[[Values], Any]
_FILE = "<a question>"
_BUILT_IN = {"any": any, "all": all}
_OURS = {
    f"_{name}": function
    for module in (arithmetic, comparison, filters)
    for name, function in vars(module).items()
    if isinstance(function, types.FunctionType) and function.__module__ == module.__name__ and not name.startswith("_")
}


class Compiler:
    """Trees in, functions out; the number of a source is its line in the compiled code."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self._bodies: list[ast.stmt] = []

    def next(self, source: Source) -> int:
        """The number under which a source's tree will be added."""
        self.sources.append(source)
        return len(self.sources)

    def add(self, number: int, tree: ast.expr) -> None:
        """The tree of the source with this number: a function of the values by name."""
        arguments = ast.arguments(posonlyargs=[], args=[ast.arg("v")], kwonlyargs=[], kw_defaults=[], defaults=[])
        target = ast.Name(f"f{number}", ast.Store())
        statement = ast.Assign([target], ast.Lambda(arguments, tree))
        statement.lineno = statement.end_lineno = number
        statement.col_offset = statement.end_col_offset = 0
        self._bodies.append(statement)

    def functions(self, constants: dict[str, Any]) -> dict[int, Function]:
        """The functions by number."""
        module = ast.fix_missing_locations(ast.Module(self._bodies, []))
        names: dict[str, Any] = {"__builtins__": _BUILT_IN, **_OURS, **constants}
        exec(compile(module, _FILE, "exec", dont_inherit=True), names)
        return {number: names[f"f{number}"] for number in range(1, len(self.sources) + 1) if f"f{number}" in names}

    def place(self, error: BaseException) -> Place | None:
        """Where in the author's source a failure came from."""
        found, step = None, error.__traceback__
        while step is not None:
            if step.tb_frame.f_code.co_filename == _FILE:
                found = step
            step = step.tb_next
        if found is None:
            return None
        positions = list(found.tb_frame.f_code.co_positions())
        line, _, column, _ = positions[found.tb_lasti // 2] if found.tb_lasti >= 0 else (found.tb_lineno, None, 0, None)
        source = self.sources[(line or found.tb_lineno) - 1]
        return source.at(min(column or 0, max(len(source.text) - 1, 0)))
