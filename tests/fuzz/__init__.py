"""Odd command lines, files, settings, answers, variables and expressions: ``make fuzz``."""
