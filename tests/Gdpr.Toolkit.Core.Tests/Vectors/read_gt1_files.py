#!/usr/bin/env python3
"""Opens every frozen vector of encrypted files without our code; see read_gt1.py."""
import base64, struct, sys
from read_gt1 import need, open_envelope, open_gcm, run, store_of
PIECE = 65_536 + 16

def file(group, test):
    files = [base64.b64decode(f) for f in group["files"]]
    f = b"".join(files[i][start:end] for i, start, end in test["ranges"])
    need(f[:2] == b"\xf9\x10", "UnknownValueFormat")
    need(len(f) >= 81)
    content = open_envelope(f[2:81], bytes.fromhex(group["key"]), store_of(group), "GT1/file\0" + group["name"])
    need(content[0] == 2 and len(content) == 33)
    pieces = [f[i:i + PIECE] for i in range(81, len(f), PIECE)]
    need(pieces and all(len(p) >= 16 + (i > 0) for i, p in enumerate(pieces)))
    plain = b"".join(
        open_gcm(content[1:], struct.pack("<Q4B", i, 0, 0, 0, i == len(pieces) - 1), p, b"") for i, p in enumerate(pieces))
    assert plain == bytes(i % 251 for i in range(test["length"])), test

run({"File": file}, sys.argv[1:])
