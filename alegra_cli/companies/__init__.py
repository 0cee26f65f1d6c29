"""One command over many companies: each in a thread of its own, what they give merged."""
