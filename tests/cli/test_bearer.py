"""A bearer token that can't stand in a header: refused before anything leaves, never shown."""

from __future__ import annotations

import responses

from alegra_cli.testing import Runner
from tests.cases import cases


@cases("token", ["half-a\ntoken", "half a-token", "half-tokén", "half-\x7ftoken", "half-€-token"])
def test_it_is_refused_and_not_shown(
    alegra: Runner, api: responses.RequestsMock, token: str
) -> None:
    told = alegra("terms", "list", "-vv", env={"ALEGRA_BEARER_TOKEN": token})
    assert (told.code, told.out) == (3, "")
    assert "Error: The token has a character that no token has" in told.err
    assert "half" not in told.err
    assert len(api.calls) == 0
