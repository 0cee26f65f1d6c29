"""The program for an assistant, over stdio or HTTP."""
