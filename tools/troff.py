"""The few words of man pages that ours need."""

# By hand: click-man writes man pages from commands, but knows no second language.

from __future__ import annotations


def text(words: str) -> str:
    """Plain text: nothing in it is a command of troff, and a hyphen can be copied as one."""
    plain = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-")
    # ASCII quotes and accents would become typographic ones.
    for letter, name in (("'", "\\(aq"), ("`", "\\(ga"), ("^", "\\(ha"), ("~", "\\(ti")):
        plain = plain.replace(letter, name)
    plain = plain.replace("|", "|\\:")  # where a list of values may be broken
    return "\\&" + plain if plain.startswith(".") else plain


def bold(words: str) -> str:
    return f"\\fB{text(words)}\\fR"


def italic(words: str) -> str:
    return f"\\fI{text(words)}\\fR"


def section(title: str, level: int = 1) -> str:
    """Left as it is broken: long lines of options are not torn to both margins."""
    macro = ".SH" if level == 1 else ".SS"
    return f'{macro} "{text(title).replace(chr(34), "")}"\n' + (".na\n.nh\n" if level == 1 else "")


def paragraph(content: str) -> str:
    return f".PP\n{content}\n" if content else ""


def tagged(tag: str, content: str) -> str:
    return f".TP\n{tag}\n{content or '.br'}\n"
