"""Documents by e-mail: who gets what, and what went before."""
