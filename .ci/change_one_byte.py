"""Copies a file and changes one byte in its middle: change_one_byte.py FROM TO"""

import sys
from pathlib import Path

source, target = map(Path, sys.argv[1:3])
content = bytearray(source.read_bytes())
content[len(content) // 2] ^= 1
target.write_bytes(content)
