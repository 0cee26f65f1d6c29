#!/bin/sh
# Tell the Python that .venv is made with, where nobody chose one by PYTHON: the first that serves
# and was built with optimizations. pyenv builds without, and all tests take a quarter longer then.
# Debian's, below /usr, does not tell, but has them.
quick='import ensurepip, sys, sysconfig, venv
words = sysconfig.get_config_var("CONFIG_ARGS") or ""
sys.exit(sys.version_info < (3, 11) or not ("--enable-optimizations" in words or sys.prefix == "/usr"))'
for python in python3 /usr/bin/python3; do
  if "$python" -c "$quick" 2> /dev/null; then
    echo "$python"
    exit
  fi
done
echo python3
