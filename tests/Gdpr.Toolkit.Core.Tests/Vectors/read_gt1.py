#!/usr/bin/env python3
"""Opens every frozen GT1 vector without our code: with Python's standard library and the openssl command.
AES and CMS come from openssl; HKDF, GCM's GHASH, layouts and codecs are written here from docs/format/gt1.md."""
import base64, hashlib, hmac, ipaddress, json, os, struct, subprocess, sys, tempfile, uuid
from datetime import date
from decimal import Decimal
class Refused(Exception): pass
def refuse(why): raise Refused(why)
def need(ok, why="ValueTampered"): ok or refuse(why)
def part(x): return struct.pack("<I", len(x)) + x
def i32(n): return part(struct.pack("<i", n))
def mac(key, data): return hmac.new(key, data, hashlib.sha256).digest()
def expand(key, info): return mac(key, info + b"\x01")
def realm_key(key, secret, store, number): return expand(mac(bytes(32), key + secret), b"GT1/realm" + part(store) + struct.pack("<I", number))
def store_of(group): return uuid.UUID(group["store"]).bytes
def openssl(arguments, data):
    done = subprocess.run(["openssl", *arguments], input=data, capture_output=True)
    return done.stdout if done.returncode == 0 else None
def aes_ctr(key, counter, data): return openssl(["enc", "-aes-256-ctr", "-K", key.hex(), "-iv", counter.hex()], data)
def times(x, y):  # in GF(2^128), as GCM has it
    z = 0
    for i in range(127, -1, -1):
        z, y = z ^ (y if x >> i & 1 else 0), y >> 1 ^ (0xE1 << 120 if y & 1 else 0)
    return z
def open_gcm(key, nonce, sealed, associated):
    ciphertext, tag = sealed[:-16], sealed[-16:]
    h = int.from_bytes(aes_ctr(key, bytes(16), bytes(16)), "big")
    text = aes_ctr(key, nonce + b"\0\0\0\1", bytes(16) + ciphertext)
    pad = lambda x: x + bytes(-len(x) % 16)
    blocks = pad(associated) + pad(ciphertext) + struct.pack(">QQ", len(associated) * 8, len(ciphertext) * 8)
    y = 0
    for i in range(0, len(blocks), 16):
        y = times(y ^ int.from_bytes(blocks[i:i + 16], "big"), h)
    need(hmac.compare_digest((y ^ int.from_bytes(text[:16], "big")).to_bytes(16, "big"), tag))
    return text[16:]
def number(fmt): return lambda v: struct.pack("<" + fmt, *map(int, v.split()))
def real(fmt): return lambda v: struct.pack("<" + fmt, float(v))
def wide(signed): return lambda v: int(v).to_bytes(16, "little", signed=signed)
def address(v):
    a = ipaddress.ip_address(v)
    return a.packed + (struct.pack("<I", int(a.scope_id or 0)) if a.version == 6 else b"")
def decimal(v):
    sign, digits, exponent = Decimal(v).as_tuple()
    return int("".join(map(str, digits))).to_bytes(12, "little") + struct.pack("<I", -exponent << 16 | sign << 31)

CODECS = {name: (i + 1, encode) for i, (name, encode) in enumerate([
    ("String", str.encode), ("Byte[]", bytes.fromhex), ("Boolean", lambda v: bytes([v == "true"])),
    ("SByte", number("b")), ("Byte", number("B")), ("Int16", number("h")), ("UInt16", number("H")), ("Int32", number("i")),
    ("UInt32", number("I")), ("Int64", number("q")), ("UInt64", number("Q")), ("Int128", wide(True)), ("UInt128", wide(False)),
    ("Char", number("H")), ("Half", real("e")), ("Single", real("f")), ("Double", real("d")), ("Decimal", decimal),
    ("Guid", lambda v: uuid.UUID(v).bytes), ("DateTime", number("qB")), ("DateTimeOffset", number("qh")),
    ("DateOnly", lambda v: struct.pack("<i", date.fromisoformat(v).toordinal() - 1)), ("TimeOnly", number("q")),
    ("TimeSpan", number("q")), ("Uri", str.encode), ("IPAddress", address), ("PhysicalAddress", bytes.fromhex)])}
DAY, YEAR_10000 = 864_000_000_000, date.max.toordinal() * 864_000_000_000
SIZES = dict(zip(range(3, 25), [1, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16, 2, 2, 4, 8, 16, 16, 9, 10, 4, 8, 8]))
WELL_FORMED = {  # what an authentic payload can still get wrong
    1: lambda p: p.decode(), 25: lambda p: p.decode(), 3: lambda p: p[0] < 2, 26: lambda p: len(p) in (4, 20),
    18: lambda p: not p[12] and not p[13] and p[14] <= 28 and not p[15] & 127,
    20: lambda p: 0 <= struct.unpack("<q", p[:8])[0] < YEAR_10000 and p[8] < 3,
    21: lambda p: (v := struct.unpack("<qh", p)) and abs(v[1]) <= 840 and all(0 <= x < YEAR_10000 for x in (v[0], v[0] + v[1] * 600_000_000)),
    22: lambda p: struct.unpack("<I", p)[0] < date.max.toordinal(), 23: lambda p: struct.unpack("<Q", p)[0] < DAY}
def open_envelope(e, key, store, column):
    need(e[:2] == b"\xf9\x01", "UnknownValueFormat")
    need(len(e) >= 47)
    kid = expand(key, b"GT1/kcv")[:16]
    need(e[2:18] == kid, "SubjectKeyMissing")
    associated = b"GT1\0\1" + kid + part(store) + part(column.encode())
    return open_gcm(expand(key, b"GT1/enc" + part(store)), e[18:30], e[30:], associated)
def envelope(group, test):
    e = bytes.fromhex(test["envelope"])
    plain = open_envelope(e, bytes.fromhex(group["key"]), store_of(group), group["column"])
    codec, payload = plain[0] & 127, plain[1:]
    if plain[0] & 128:
        payload = payload.rstrip(b"\0")
        need(payload[-1:] == b"\x80")
        payload = payload[:-1]
    expected = (0, b"") if test.get("value", "") is None else (CODECS[test["codec"]][0],)
    if codec == 0: need(payload == b"")
    need(codec == expected[0], "UnknownValueFormat")
    need(len(payload) == SIZES.get(codec, len(payload)))
    try: need(WELL_FORMED.get(codec, lambda p: True)(payload) not in (False, None))
    except UnicodeDecodeError: refuse("ValueTampered")
    assert codec == 0 or payload == CODECS[test["codec"]][1](test["value"]), test
def text(group, test):
    need(test["text"].startswith("gt1."), "UnknownValueFormat")
    try: e = base64.b64decode((body := test["text"][4:]) + "=" * (-len(body) % 4), b"-_", validate=True)
    except ValueError: refuse("ValueTampered")
    need(base64.urlsafe_b64encode(e).rstrip(b"=").decode() == body)
    assert e.hex() == test["envelope"], test
def row(group, test):
    r, root = test["row"], "Kind" in test["row"]
    b = lambda name: r[name] and base64.b64decode(r[name])
    absent = lambda x: part(b"" if x is None else b"\1" + x)
    wrapped, store, label = b("Wrapped"), uuid.UUID(r["StoreId"]).bytes, b"root" if root else b"key"
    need(store == store_of(group))
    need(r["WrapEpoch"] == 1, "SubjectKeyMissing")
    realm = realm_key(bytes.fromhex(group["epochKey"]), b"", store, 1)
    data = part(label) + part(store) + (i32(r["Kind"]) if root else absent(b("SubjectRef")) + part(r["Group"].encode()))
    data += i32(r["Version"]) + part(b("Kid")) + part(b("Kcv")) + i32(r["State"]) + i32(1) + part(b("Salt")) + absent(wrapped)
    data += part(struct.pack("<q", r["CreatedAt"]))
    data += b"" if root else absent(None if r["NotAfter"] is None else struct.pack("<q", r["NotAfter"]))
    need(mac(expand(realm, b"GT1/row"), data + i32(r["Revision"])) == b("RowMac"))
    need(r["State"] < 4 and wrapped, "SubjectKeyDestroyed")
    need(len(wrapped) == 61 and wrapped[0] == 1)
    associated = b"GT1\0\1" + part(label) + part(store) + i32(1) + part(b("Kid"))
    key = open_gcm(expand(expand(realm, b"GT1/wrap"), b("Salt")), wrapped[1:13], wrapped[13:], associated)
    need(expand(key, b"GT1/kcv") == b("Kcv") and b("Kcv")[:16] == b("Kid"))
    assert key.hex() == test["root" if root else "key"], test
def epoch(group, test):
    r, secret, store = test["row"], bytes.fromhex(group.get("secret", "")), uuid.UUID(test["row"]["StoreId"]).bytes
    envelope, signature = base64.b64decode(r["Envelope"]), base64.b64decode(r["Signature"])
    with tempfile.TemporaryDirectory() as folder:
        def file(name, content):
            open(os.path.join(folder, name), "wb").write(content)
            return os.path.join(folder, name)
        content = file("content", part(store) + struct.pack("<III", r["Epoch"], r["State"], r["PreviousEpoch"]) + envelope)
        signer, kek, key = (file(n, group[n].encode()) for n in ("signingCertificate", "kekCertificate", "kekPrivateKey"))
        pinned = ["cms", "-verify", "-binary", "-inform", "DER", "-noverify", "-nointern", "-certfile", signer, "-content", content]
        need(openssl(pinned, signature) is not None)
        inside = openssl(["cms", "-decrypt", "-binary", "-inform", "DER", "-recip", kek, "-inkey", key], envelope)
        need(inside is not None, "SubjectKeyMissing")
    need((inside[0], len(inside)) in ((1, 65), (2, 97)) and inside[33:65] == expand(inside[1:33], b"GT1/kcv"))
    need(inside[0] == 1 or inside[65:] == expand(secret, b"GT1/kcv"), "SubjectKeyMissing")
    assert inside[1:33].hex() == test["epochKey"] and test.get("realmKey") in (None, realm_key(inside[1:33], secret * (inside[0] - 1), store, r["Epoch"]).hex()), test
def canonical(p): return int(p["value"]).to_bytes(8, "big", signed=True) if p["type"].startswith("Int") else CODECS[p["type"]][1](p["value"])
def reference(group, test):
    key, parts = expand(bytes.fromhex(group["root"]), b"GT1/subj"), [canonical(p) for p in test["key"]]
    identity = parts[0] if len(parts) == 1 else b"".join(map(part, parts))
    assert identity.hex() == test["canonical"], test
    assert mac(key, part(store_of(group)) + part(test["tenant"].encode()) + part(test["kind"].encode()) + part(identity)).hex() == test["reference"], test
def suppression(group, test):
    key = expand(bytes.fromhex(group["root"]), b"GT1/supp" + part(store_of(group)))
    assert mac(key, i32(test["kind"]) + part(test["normalized"].encode())).hex() == test["reference"], test
def blind_index(group, test):
    normalizer = struct.pack("<H", group["normalizerNumber"] << 8 | 1)
    info = b"GT1/idx" + part(store_of(group)) + part(group["column"].encode()) + part(group["index"].encode()) + normalizer
    content = bytes([group["rootVersion"]]) + normalizer + part(bytes.fromhex(test["normalized"]))
    assert mac(expand(bytes.fromhex(group["root"]), info), content)[:16].hex() == test["tag"], test

READERS = {"Envelope": envelope, "EnvelopeText": text, "Epoch": epoch, "KeyRow": row, "RootRow": row,
           "SubjectReference": reference, "Suppression": suppression, "BlindIndex": blind_index}
def run(readers, paths):
    vectors = [(p, g, t) for p in paths for g in json.load(open(p, encoding="utf-8"))["groups"] for t in g["tests"]]
    for path, group, test in vectors:
        outcome = "valid"
        try: readers[group["type"]](group, test)
        except Refused as refused: outcome = str(refused)
        assert outcome == test["result"], (path, test["id"], test["comment"], outcome)
    print(f"{len(vectors)} vectors read as frozen")
if __name__ == "__main__": run(READERS, sys.argv[1:])
