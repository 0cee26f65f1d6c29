"""What is wrong with a plugin, and in which line of it."""

from __future__ import annotations

import difflib
import sys
import traceback
from pathlib import Path

_OURS = Path(__file__).parent.parent


def told(module: str, problem: Exception) -> str:
    """``ValueError: … (tips.py:12)``; the line is the plugin's own, where there is one."""
    text = f"{type(problem).__name__}: {problem}"
    where = _line(module, problem)
    if near := _meant(problem):
        text += f" ({near}?)"
    return f"{text} ({where})" if where else text


def _line(module: str, problem: Exception) -> str:
    if isinstance(problem, SyntaxError) and problem.filename:
        return f"{problem.filename}:{problem.lineno}"
    hook = _misspelt(problem)
    function = getattr(sys.modules.get(module), hook, None) if hook else None
    if function is not None:
        code = function.__code__
        return f"{code.co_filename}:{code.co_firstlineno}"
    own = [
        frame
        for frame in traceback.extract_tb(problem.__traceback__)
        if not frame.filename.startswith((str(_OURS), "<"))
        and not {"attr", "pluggy", "importlib"} & set(Path(frame.filename).parts)
    ]
    return f"{own[-1].filename}:{own[-1].lineno}" if own else ""


def _misspelt(problem: Exception) -> str:
    """The name of a hook that does not exist, out of pluggy's complaint about it."""
    text = str(problem)
    if "unknown hook" not in text:
        return ""
    return text.partition("unknown hook")[2].split("in plugin")[0].strip(" '\"")


def _meant(problem: Exception) -> str:
    from alegra_cli import hookspecs

    hooks = [name for name in vars(hookspecs) if name.startswith("alegra_")]
    near = difflib.get_close_matches(_misspelt(problem), hooks, n=1)
    return near[0] if near else ""
