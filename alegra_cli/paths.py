"""Where this program keeps things."""

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
    return older if not ours.exists() and older.exists() else ours


def data_dir(env: Mapping[str, str]) -> Path:
    """Sandbox database and journals lie beside the configuration."""
    return config_file(env).parent


def cache_dir(env: Mapping[str, str]) -> Path:
    """What can be lost without harm. Not made here."""
    if sys.platform == "win32":
        return Path(env.get("LOCALAPPDATA") or _home(env) / "AppData" / "Local") / APP / "Cache"
    if env.get("XDG_CACHE_HOME"):
        return Path(env["XDG_CACHE_HOME"]) / APP
    if sys.platform == "darwin":
        return _home(env) / "Library" / "Caches" / APP
    return _home(env) / ".cache" / APP


def _home(env: Mapping[str, str]) -> Path:
    return Path(env.get("HOME") or env.get("USERPROFILE") or os.path.expanduser("~"))


def _app_dir(env: Mapping[str, str]) -> Path:
    """What click.get_app_dir("alegra-cli") gives, but for the given environment."""
    if sys.platform == "win32":
        return Path(env.get("APPDATA") or _home(env)) / APP
    if sys.platform == "darwin":
        return _home(env) / "Library" / "Application Support" / APP
    return Path(env.get("XDG_CONFIG_HOME") or _home(env) / ".config") / APP
