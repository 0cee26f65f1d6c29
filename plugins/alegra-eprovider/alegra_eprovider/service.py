"""The service: its address, its place for trying, its key."""

from __future__ import annotations

from alegra_cli.declare import Api
from alegra_cli.hookspecs import hookimpl

api_version = "1"

# Both hosts and the key: S11. The company of the key tells whether it
# is good.
EPROVIDER = Api(
    name="eprovider",
    base_url="https://api.alegra.com/e-provider/col/v1",
    test_url="https://sandbox-api.alegra.com/e-provider/col/v1",
    identity="/company",
    bearer=True,
)


@hookimpl
def alegra_services() -> list[Api]:
    return [EPROVIDER]
