"""Where this program keeps things."""

# By hand: platformdirs reads the variables of the process, ours come as `env`, which tests and
# the server for assistants hand in; and the older tool's place counts too.

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

APP = "alegra-cli"


def config_file(env: Mapping[str, str]) -> Path:
    """``$ALEGRA_CONFIG``, else the system's place, else the older tool's file if it exists."""
    if env.get("ALEGRA_CONFIG"):
        return Path(env["ALEGRA_CONFIG"]).expanduser()
    ours = _app_dir(env) / "config.yaml"
    older = _home(env) / ".alegra-cli" / "config.yaml"
    # os.path.exists, since Path.exists raises where a folder may not be looked into.
    return older if not os.path.exists(ours) and os.path.exists(older) else ours


def data_dir(env: Mapping[str, str]) -> Path:
    """Sandbox database and journals lie beside the configuration."""
    return config_file(env).parent


def cache_dir(env: Mapping[str, str]) -> Path:
    """What can be lost without harm. Not made here."""
    if sys.platform == "win32":
        return Path(env.get("LOCALAPPDATA") or _home(env) / "AppData" / "Local") / APP / "Cache"
    if asked := _absolute(env.get("XDG_CACHE_HOME")):
        return asked / APP
    if sys.platform == "darwin":
        return _home(env) / "Library" / "Caches" / APP
    return _home(env) / ".cache" / APP


def _home(env: Mapping[str, str]) -> Path:
    return Path(env.get("HOME") or env.get("USERPROFILE") or os.path.expanduser("~"))


def _app_dir(env: Mapping[str, str]) -> Path:
    """The place of ``click.get_app_dir("alegra-cli")``, for the given environment."""
    if sys.platform == "win32":
        return Path(env.get("APPDATA") or _home(env)) / APP
    if sys.platform == "darwin":
        return _home(env) / "Library" / "Application Support" / APP
    return (_absolute(env.get("XDG_CONFIG_HOME")) or _home(env) / ".config") / APP


def _absolute(folder: str | None) -> Path | None:
    """The XDG rule: a folder that is not absolute counts as not given."""
    return Path(folder) if folder and os.path.isabs(folder) else None
