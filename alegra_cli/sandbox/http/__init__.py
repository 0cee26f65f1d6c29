"""Requests and answers of the sandbox, by WSGI, in-process or from outside."""
