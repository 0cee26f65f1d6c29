"""What a spreadsheet writes into a cell that it could not calculate, in English and Spanish."""

from __future__ import annotations

import re

from alegra_cli.i18n import _

_WORDS = (
    "REF|VALUE|VALOR|NAME|NOMBRE|DIV/0|NUM|NULL|NULO|SPILL|DESBORDAMIENTO|CALC|FIELD|CAMPO|BUSY"
    "|OCUPADO|BLOCKED|BLOQUEADO|CONNECT|CONECTAR|UNKNOWN|DESCONOCIDO|PYTHON|ERROR"
)
_ERROR = re.compile(
    rf"#(?:N/[AD]|GETTING_DATA|OBTENIENDO_DATOS|[¡¿]?(?:{_WORDS})[!?]|#{{2,}})|Err:\d{{3}}",
    re.IGNORECASE,
)


def error_in(text: str) -> str:
    """What is wrong with a cell that is an error of the spreadsheet; empty for all others."""
    if text[:1] not in ("#", "E") or not _ERROR.fullmatch(text):
        return ""
    return _("is {word}, an error of the spreadsheet: correct it there").format(word=text)
