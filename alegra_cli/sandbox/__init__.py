"""The embedded Alegra: a WSGI application over SQLite, since there is no other to try on (S10).

Its route table is its own, written from the API's documentation and never from the
declarations, so that each can be held against the other.
"""

DEMO_EMAIL = "demo@alegra.test"
DEMO_TOKEN = "sandbox-demo-token"
BASE_PATH = "/api/v1"
