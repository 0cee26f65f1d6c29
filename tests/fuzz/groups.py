"""What is tried: a function for each kind of input, from a number to a case."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.cli import root
from tests.cli.test_no_secret import leaves
from tests.fuzz import odd
from tests.fuzz.case import Case
from tests.hostile import OTHER_KINDS, reply

# They wait for somebody who speaks to them, or run another program.
LEFT_OUT = ("mcp serve", "sandbox serve", "update check")
# They wait until somebody ends them.
ENDLESS = ("--watch", "--wait")

Made = tuple[tuple[str, ...], dict[str, Any]]


@cache
def commands() -> list[tuple[str, click.Command]]:
    app = App({}, io.StringIO(), io.StringIO(), io.StringIO())
    group = root()
    found = leaves(group, click.Context(group, obj=app))
    return [(path, command) for path, command in found if path not in LEFT_OUT]


def _typed(random: Random, path: str, command: click.Command) -> list[str]:
    """A line of the command with some of its options; no word of it leads out of its folder."""
    words: list[str] = []
    for param in command.params:
        if isinstance(param, click.Argument):
            words += [_value(random, param)] if random.random() < 0.9 else []
        elif isinstance(param, click.Option) and random.random() < 1.5 / len(command.params):
            name = random.choice(param.opts)
            if param.name in ("help", "watch", "wait") or name in ENDLESS:
                continue
            words += [name] if param.is_flag or param.count else [name, _value(random, param)]
    if random.random() < 0.1:
        words.insert(random.randrange(len(words) + 1), odd.word(random))
    if "--yes" in {name for param in command.params for name in param.opts}:
        words += ["--yes"] if random.random() < 0.7 else []
    return [*path.split(), *words]


def _value(random: Random, param: click.Parameter) -> str:
    name = str(param.name)
    if isinstance(param.type, click.Choice) and random.random() < 0.8:
        return str(random.choice(list(param.type.choices)))
    if name in ("select",):
        return odd.select(random)
    if "file" in name or name in ("path", "out", "map_file"):
        return random.choice(
            ("terms.csv", "config", "nothing.csv", "-", "config/config.yaml", "/terms")
        )
    if random.random() < 0.3:
        return random.choice(("1", "2", "10", "terms", "contacts", "json"))
    return odd.word(random)


def lines(random: Random) -> Made:
    path, command = random.choice(commands())
    stdin = b"" if random.random() < 0.7 else odd.damaged(random, b'{"name": "x", "days": 3}')
    return _safe(_typed(random, path, command)), {"stdin": stdin}


def _safe(words: list[str]) -> tuple[str, ...]:
    """What would be written is written below the home. No argument of a program has a NUL."""
    kept = [word.replace("\x00", "").replace("..", ".") for word in words]
    inside = [word if word in ("/terms",) and "api" in words else word.lstrip("/") for word in kept]
    return tuple(inside)


READERS = (
    ("terms", "import", "FILE"),
    ("contacts", "import", "FILE", "--dry-run"),
    ("items", "import", "FILE", "--set", "price=1", "--yes"),
    ("invoices", "import", "FILE", "--no-validate", "--yes"),
    ("terms", "update", "--yes", "-f", "FILE"),
    ("terms", "delete", "--yes", "-f", "FILE"),
    ("terms", "create", "-f", "FILE"),
    ("contacts", "create", "-f", "FILE"),
    ("invoices", "create", "-f", "FILE"),
    ("invoices", "attach", "1", "FILE"),
    ("validate", "FILE"),
    ("bills", "update", "1", "-f", "FILE"),
    ("api", "POST", "/terms", "-f", "FILE"),
    ("invoices", "emit", "--yes", "-f", "FILE"),
)


def files(random: Random) -> Made:
    kind = random.choice(("csv", "json", "jsonl", "yaml", "xlsx"))
    content = odd.file(random, kind)
    if kind == "xlsx" and random.random() < 0.5:
        content = odd.inside(random, content)
    elif random.random() < 0.8:
        content = odd.damaged(random, content)
    name = (
        f"f.{kind}" if random.random() < 0.8 else random.choice(("f", "f.txt", "f.json", "f.xlsx"))
    )
    if random.random() < 0.25:
        content, name = odd.packed(content), name + ".gz"
        content = odd.damaged(random, content) if random.random() < 0.5 else content
    line = [name if one == "FILE" else one for one in random.choice(READERS)]
    if "import" in line and random.random() < 0.3:
        option = random.choice(
            ("--encoding", "--delimiter", "--map", "--set", "--sheet", "--match")
        )
        line += [option, odd.word(random)]
    if random.random() < 0.1:
        where, line[line.index(name)] = name, "-"
        return _safe(line), {"stdin": content, "files": {where: content}}
    return _safe(line), {"files": {name: content}}


CONFIG = b"""# Mine
defaultProfile: ana
profiles:
  ana:
    email: ana@example.com
    country: colombia
    timezone: America/Bogota
    companyId: '7'
settings:
  pager: cat
  defaultOutputFormat: table
  language: es
aliases:
  plazos: terms list --sort $1
"""
QUOTA = b"""{"remaining": 3, "limit": 60, "reset_at": 1781560000.5, "length": 60.0,
 "learnt": 1781560000.0,
 "at_once": {"most": 3, "under_way": [1781560000.0], "learnt": 1781560000.0},
 "paths": {"/terms": {"granted": [1781560000.0], "under_way": [], "limit": 5,
 "learnt": 1781560000.0,
 "refused_at": 1781560000.0, "until": 1781560060.0}}}"""
KEPT_LINES = (
    ("terms", "list"),
    ("terms", "list", "--all"),
    ("terms", "list", "--all", "--jobs", "3"),
    ("terms", "create", "--name", "x", "--days", "3"),
    ("terms", "import", "terms.csv"),
    ("terms", "import", "terms.csv", "--journal", "J"),
    ("invoices", "emit", "--all", "--yes"),
    ("log",),
    ("log", "-o", "json"),
    ("config", "view"),
    ("config", "set", "output", "json"),
    ("config", "use", "ana"),
    ("alias", "list"),
    ("alias", "set", "x", "terms list"),
    ("alias", "delete", "plazos"),
    ("plazos", "name"),
    ("auth", "status"),
    ("auth", "logout", "--profile", "ana"),
    ("auth", "list"),
    ("doctor",),
    ("-p", "ana", "terms", "list"),
    ("sandbox", "status"),
    ("completion", "refresh", "terms"),
    ("mcp", "install", "--yes"),
    ("agent", "install", "--yes"),
    ("version",),
    ("plugins", "list"),
)


def own_files(random: Random) -> Made:
    """What the program keeps, damaged; `running` knows the real names of these."""
    whole = {
        "config/config.yaml": CONFIG,
        "{quota}": QUOTA,
        "config/credentials.json": b'{"ana": "s3cr3t-t0ken-of-ana"}',
        "{log}": b"",
        "terms.csv.journal": b"",
        "{emission}": b"",
        "{completion}": b'{"rows": [["1", "x"]], "asked": ["q"]}',
        "config/sandbox.sqlite3": b"",
        ".claude.json": b'{"mcpServers": {}}',
        ".codex/config.toml": b"[mcp_servers]\n",
        ".netrc": b"machine 127.0.0.1 login a password b\n",
    }
    name = random.choice(list(whole))
    line = list(random.choice(KEPT_LINES))
    files = {
        name: odd.damaged(random, whole[name]) if whole[name] else b"",
        "config/config.yaml": CONFIG,
    }
    files[name] = odd.damaged(random, whole[name]) if whole[name] else _seeded(random)
    env: dict[str, str] = {}
    if name == "{completion}" or random.random() < 0.05:
        env = {"_ALEGRA_COMPLETE": "bash", "COMP_LINE": "alegra terms get ", "COMP_TYPE": "9"}
        env |= {"COMP_POINT": "17", "COMP_WORDS": "alegra terms get ", "COMP_CWORD": "3"}
    answers = () if random.random() < 0.4 else (PAGE,)
    return tuple(line), {"files": files, "env": env, "answers": answers}


def _seeded(random: Random) -> bytes:
    """A seed, for damage to what is in the home already."""
    return b"DAMAGE %d" % random.randrange(1 << 30)


PAGE = reply(
    b'[{"id": "1", "name": "De contado", "days": "0"}]',
    "200 OK",
    "X-Rate-Limit-Limit: 60",
    "X-Rate-Limit-Remaining: 50",
    "X-Rate-Limit-Reset: 30",
)
ASKING = (
    ("terms", "list"),
    ("terms", "list", "--all"),
    ("terms", "get", "1"),
    ("terms", "create", "--name", "x", "--days", "3"),
    ("terms", "update", "1", "--name", "x"),
    ("terms", "delete", "1", "--yes"),
    ("terms", "import", "terms.csv"),
    ("terms", "export", "--out", "t.csv"),
    ("contacts", "list", "-o", "csv"),
    ("contacts", "list", "--count"),
    ("contacts", "list", "-o", "yaml", "--sort", "name"),
    ("invoices", "list", "--since", "today"),
    ("invoices", "get", "1", "-o", "json"),
    ("invoices", "emit", "1", "--yes"),
    ("invoices", "emit", "--all", "--yes"),
    ("invoices", "download", "1", "--out", "f.pdf"),
    ("invoices", "void", "1", "--yes"),
    ("items", "list", "-o", "table", "--columns", "id,price.0.price,inventory"),
    ("payments", "list", "--all", "--jobs", "3", "-o", "jsonl"),
    ("company", "get"),
    ("users", "list"),
    ("api", "GET", "/terms"),
    ("api", "GET", "/terms", "--all"),
    ("api", "POST", "/terms", "-d", "{}"),
    ("auth", "status"),
    ("doctor",),
    ("taxes", "list", "-o", "xlsx", "--out", "t.xlsx"),
    ("reports", "aging"),
    ("export", "terms", "taxes", "--dir", "all"),
)


def answers(random: Random) -> Made:
    made = tuple(_answer(random) for _each in range(random.choice((1, 1, 2, 4))))
    line = list(random.choice(ASKING))
    if random.random() < 0.2:
        path, command = random.choice(commands())
        line = _typed(random, path, command)
    env = {} if random.random() < 0.7 else {"ALEGRA_ASK_COMPANY": "yes"}
    return _safe(line), {"answers": made, "env": env}


BODIES = (
    b'[{"id": "1", "name": "De contado", "days": "0"}]',
    b'{"id": "1", "name": "De contado", "days": "0", "status": "draft", "items": [{"id": 1}]}',
    b'{"metadata": {"total": 1}, "data": [{"id": 1}]}',
    json.dumps([OTHER_KINDS]).encode(),
    json.dumps(OTHER_KINDS).encode(),
    b'{"code": 400, "message": "no"}',
    b'{"error": {"code": 905, "message": ["a", {"b": 1}]}}',
    b'{"errors": [{"code": "AEP2011", "message": null}]}',
    b"<html><h1>no</h1></html>",
    b"",
    b"null",
    b'"ok"',
    b"0",
)
HEADERS: tuple[str, ...] = (
    *("X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset", "Retry-After"),
    *("Location", "Content-Type", "Content-Encoding", "Date", "Link", "Transfer-Encoding"),
)
VALUES: tuple[str, ...] = (
    *("0", "-1", "1", "NaN", "inf", "1e99", "9" * 400, "x", "", "http://[", "//x", "gzip"),
    *("http://127.0.0.1:1/", "application/json; charset=none", "text/html; charset=\xff"),
    *("Wed, 21 Oct 2099 07:28:00 GMT", "Wed, 99 Oct 2099", "deflate", "br", "identity"),
)
STATUSES: tuple[str, ...] = (
    *("200 OK", "200 OK", "200 OK", "201 Created", "204 No Content", "302 Found", "400 Bad"),
    *("401 No", "402 Pay", "403 No", "404 No", "408 Slow", "409 C", "422 U", "429 Too Many"),
    "500 Error",
    "503 Later",
    "999 What",
    "099 x",
    "600 x",
    "200",
    "200 \xff",
    "-1 x",
    "x y",
)


def _answer(random: Random) -> bytes:
    body = random.choice(BODIES)
    chance = random.random()
    if chance < 0.3:
        body = odd.damaged(random, body)
    elif chance < 0.6:
        body = json.dumps(odd.value(random)).encode()
    elif chance < 0.65:
        body = odd.deep(random)
    headers = [
        f"{random.choice(HEADERS)}: {random.choice(VALUES)}"
        for _each in range(random.choice((0, 0, 1, 1, 2, 4)))
    ]
    if any(header.startswith("Transfer-Encoding") for header in headers):
        headers = headers[:1]
    if b"Content-Encoding: gzip" in "\n".join(headers).encode("latin-1") and random.random() < 0.5:
        body = odd.packed(body)
    lines = [f"HTTP/1.1 {random.choice(STATUSES)}", f"Content-Length: {len(body)}", *headers]
    whole = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
    return odd.damaged(random, whole) if random.random() < 0.1 else whole


NAMES = (
    "ALEGRA_EMAIL",
    "ALEGRA_TOKEN",
    "ALEGRA_BEARER_TOKEN",
    "ALEGRA_BASE_URL",
    "ALEGRA_PROFILE",
    "ALEGRA_OUTPUT",
    "ALEGRA_LANG",
    "ALEGRA_PAGER",
    "ALEGRA_CONFIG",
    "ALEGRA_PLUGINS_OFF",
    "ALEGRA_ASK_COMPANY",
    "HOME",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "LANGUAGE",
    "TERM",
    "SHELL",
    "COLUMNS",
    "TZ",
    "NO_PROXY",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "SSL_CERT_FILE",
    "NETRC",
    "PYTHON_KEYRING_BACKEND",
    "_ALEGRA_COMPLETE",
    "COMP_LINE",
    "COMP_WORDS",
    "COMP_TYPE",
)
SETTINGS = (
    *("http://127.0.0.1:1", "https://127.0.0.1:1/", "socks5://127.0.0.1:1", "http://[", "ftp://x"),
    *("relative", "terms.csv", "config", "bash", "zsh", "fish", "powershell", "es", "de_DE"),
    *("http://a:b@127.0.0.1:1", "https://\udcff.example", "http://127.0.0.1:99999", "sandbox"),
)


def variables(random: Random) -> Made:
    env: dict[str, object] = {}
    for name in random.sample(NAMES, random.choice((1, 1, 2, 3))):
        chosen = random.choice(SETTINGS) if random.random() < 0.5 else odd.word(random)
        # As the system would hand it over: no NUL, and of half characters only bytes that are none.
        whole = chosen.replace("\x00", "").encode(errors="surrogatepass")
        env[name] = whole.decode(errors="surrogateescape")
    line = random.choice((*ASKING, *KEPT_LINES))
    served = {"answers": (PAGE,)} if random.random() < 0.6 else {}
    return tuple(line), {"env": env, **served}


def expressions(random: Random) -> Made:
    resource = random.choice(("terms", "contacts", "invoices", "items"))
    line = [resource, "list", "--limit", "3"]
    kind = random.randrange(6)
    if kind < 2:
        line += ["--select", odd.select(random)]
    elif kind < 4:
        pieces = random.choices(odd.TEMPLATES, k=random.choice((1, 1, 1, 2)))
        line += ["-o", "template=" + "".join(pieces)]
    elif kind == 4:
        line += [random.choice(("--sort", "--columns", "--param", "--query")), odd.word(random)]
    else:
        line = ["terms", "create", "--dry-run", random.choice(("--set", "-d")), odd.word(random)]
    return _safe(line), {}


GROUPS: dict[str, Callable[[Random], Made]] = {
    "lines": lines,
    "files": files,
    "kept": own_files,
    "answers": answers,
    "variables": variables,
    "expressions": expressions,
}


def case(seed: str, group: str, number: int) -> Case:
    line, rest = GROUPS[group](Random(f"{seed}/{group}/{number}"))
    return Case(group, number, line, **rest)
