"""Sending documents to the tax authority, never one of them twice."""
