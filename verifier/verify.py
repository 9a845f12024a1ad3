#!/usr/bin/env python3
"""Checks a package of 留痕 Liuhen (证据包) without 留痕: Python 3.8 or later, its standard library, the `openssl` command (3.0 or later).

    python3 verify.py PACKAGE.zip [--tsa-root FILE.pem|SHA256]... [--json]

Written from docs/package.md and docs/format.md; shares no code with the program. Its other files stand beside it, see README.md.
One function a stage, in their order; the first FAIL line says what is wrong. Exit: 0 已验证 or 仅完整性, 1 不通过, 2 not a package, wrong
arguments, or no openssl that can do what is needed."""
import argparse, base64, datetime, hashlib, json, os, re, sys, zlib
from collections import namedtuple
from archive import NotAPackage, stage_archive
from common import Report, fits, openssl, raw_sha, sha, shaped, utf16
from contents import (DOSSIER, replay, stage_derivatives, stage_dossier, stage_evidence, stage_originals, stage_recordings, stage_transcripts)
from timestamps import stage_timestamps

TRUSTED = set("""552f7bdcf1a7af9e6ce672017f4f12abf77240c78e761ac203d1d9d20ac89988 e793c9b02fd8aa13e21c31228accb08119643b749c898964b1746d46c3d4cbd2
2cabeafe37d06ca22aba7391c0033d25982952c453647349763a3ab5ad6ccf69 b676f2eddae8775cd36cb0f63cd1d4603961f49e6265ba013a2f0307b6d0b804
""".split())  # SHA-256 of the root certificates that 留痕 is shipped with
NOT_PROVED = ("不证明：电脑、时钟或页面本身真实；固定之前发生的事；没有放进证据包的内容；整个证据库没有被另一个替换。"
              "证明的只是：这里的文件自固定以来没有改变；有可信时间的，在所写时间之前已经存在。")
MANIFEST, TAGS, NOTE, HEAD, LEDGER = ("manifest-sha256.txt", "tagmanifest-sha256.txt", "manifest-signature.txt",
                                               "data/ledger/tree-head.txt", "data/ledger/")
LISTS = ["data/verify.html", LEDGER + "checkpoints.json", "data/timestamps/timestamps.json"]
EXPECTED = {DOSSIER, "data/验证说明.txt", "data/evidence.json", LEDGER + "entries.jsonl", LEDGER + "proofs.json", HEAD}

# --- 2-5 ARCHIVE_CHECKSUMS, BAG, TAG_MANIFEST, MANIFEST: RFC 8493 ---
class Bag:
    """Every byte read once: hash and size of all files, small files whole."""
    def __init__(self, file, files):
        self.file, self.files, self.sums, self.bytes, self.wrong = file, files, {}, {}, []
        for path, (start, size, crc) in files.items():
            digest, check, kept = hashlib.sha256(), 0, []
            for data in self.pieces(start, size):
                digest.update(data); check = zlib.crc32(data, check)
                if path != DOSSIER and not path.startswith("data/originals/"): kept.append(data)
            self.sums[path], self.bytes[path] = (digest.hexdigest(), size), b"".join(kept)
            if check != crc: self.wrong.append(("ARCHIVE_CHECKSUM_MISMATCH", path))
        self.payload = [p for p in files if p.startswith("data/")]
    def pieces(self, start, size):
        while size > 0:
            self.file.seek(start); data = self.file.read(min(size, 2**20)) or b"\0" * size; start, size = start + len(data), size - len(data)
            yield data
    def text(self, path):
        shown = self.bytes.get(path, b"\xff").decode("utf-8", "replace"); return None if "\ufffd" in shown else shown
    def sum(self, path): return self.sums.get(path, ("", 0))[0]
def stage_bag(bag):
    about, real = bag.text("bag-info.txt") or "", (sum(bag.sums[p][1] for p in bag.payload), len(bag.payload))
    oxum = re.search(r"^Payload-Oxum: (\d{1,15})\.(\d{1,9})$", about, re.M | re.A); stated = oxum and (int(oxum[1]), int(oxum[2]))
    is_known = re.match("Liuhen-Package-Format: [12]\n", about) and len(re.findall("^Liuhen-Package-Format:", about, re.M)) == 1
    is_declared = bag.text("bagit.txt") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    code = ("BAG_DECLARATION_MISSING" if bag.text("bagit.txt") is None else "BAG_DECLARATION_INVALID" if not is_declared else
            "BAG_PAYLOAD_COUNT" if stated != real else None if is_known else "BAG_FORMAT_UNKNOWN")
    return [(code, "bag-info.txt")] if code else []
def stage_manifest(bag, manifest, present, missing):
    shown = bag.text(manifest); rows = (shown or "").split("\n"); seen = {row[66:]: row[:64] for row in rows[:-1]}; paths = [utf16(r[66:]) for r in rows[:-1]]
    if shown is None: return [(missing, manifest)]
    if rows[-1] or any(not re.fullmatch("[0-9a-f]{64}  .+", r, re.S) for r in rows[:-1]) or any(a >= b for a, b in zip(paths, paths[1:])):
        return [("MANIFEST_MALFORMED", manifest)]
    return [("MANIFEST_MISMATCH" if p in bag.sums else "FILE_MISSING", p) for p, h in seen.items() if bag.sum(p) != h] + [
        ("FILE_NOT_IN_MANIFEST", p) for p in present if p not in seen]
# --- 6-8 LEDGER_ENTRIES, INCLUSION_PROOFS, CHECKPOINTS: RFC 9162, C2SP tlog-checkpoint and signed-note ---
BODY, Note = "(liuhen/locker/[0-9a-z-]{8,64})\n(0|[1-9][0-9]{0,14})\n([0-9A-Za-z+/]{43}=)\n", namedtuple("Note", "body fields name id signature")
def unbase64(shown): return base64.b64decode(shown) if base64.b64encode(base64.b64decode(shown)).decode() == shown else None
def note(shown, body):
    """A signed note with one signature, in its one spelling; else None."""
    m = re.fullmatch("(" + body + ")\n\u2014 ([^\\s+]+) ([0-9A-Za-z+/]{91}=)\n", shown or ""); blob = unbase64(m[m.lastindex]) if m else None
    return blob and Note(m[1].encode(), m.groups()[1:-2], m[m.lastindex - 1], blob[:4], blob[4:])
def climb(fn, sn, start, path):
    """RFC 9162 sections 2.1.3.2 and 2.1.4.2: the old and the new root that a proof leads to."""
    old = new = start
    for p in map(bytes.fromhex, path):
        both = fn & 1 or fn == sn
        if sn == 0: return None, None
        old, new = (raw_sha(b"\1" + p + old), raw_sha(b"\1" + p + new)) if both else (old, raw_sha(b"\1" + new + p))
        while both and fn and not fn & 1: fn, sn = fn >> 1, sn >> 1
        fn, sn = fn >> 1, sn >> 1
    return (old, new) if sn == 0 else (None, None)
def is_prefix(old, old_root, new, new_root, path):
    if old >= new or old < 1: return old == new and not path and old_root == new_root
    path, fn, sn = path if old & (old - 1) else [old_root.hex()] + path, old - 1, new - 1
    while fn & 1: fn, sn = fn >> 1, sn >> 1
    return bool(path) and climb(fn, sn, bytes.fromhex(path[0]), path[1:]) == (old_root, new_root)
def stage_entries(bag):
    path = LEDGER + "entries.jsonl"; rows, entries, found = bag.bytes.get(path, b"").split(b"\n"), [], []
    for row in rows if rows[-1] else rows[:-1]:
        value, code = shaped(row, "entry", "ENTRY_NOT_CANONICAL", "ENTRY_SCHEMA_INVALID")
        if not code and not fits(value["kind"], value["payload"]): code = "ENTRY_SCHEMA_INVALID"
        found.append((code, path)) if code else entries.append((value, row))
    if rows[-1]: found.append(("ENTRY_CUT", path))
    if not entries or (entries[0][0]["kind"], entries[0][0]["seq"]) != ("locker-created", 0): return entries, found + [("LEDGER_START_INVALID", path)]
    for (a, raw), (b, _) in zip(entries, entries[1:]):
        if b["seq"] <= a["seq"]: found.append(("ENTRY_OUT_OF_ORDER", "entry:%d" % b["seq"]))
        elif b["seq"] == a["seq"] + 1 and b["prev"] != sha(raw): found.append(("ENTRY_CHAIN_BROKEN", "entry:%d" % b["seq"]))
    return entries, found
def stage_inclusion(bag, entries):
    """(origin, size, root) of tree-head.txt, and findings."""
    m = re.fullmatch(BODY, bag.text(HEAD) or ""); proofs, code = shaped(bag.bytes.get(LEDGER + "proofs.json"), "proofs")
    if not m or not unbase64(m[3]): return None, [("TREE_HEAD_MALFORMED", HEAD)]
    head, paths = (m[1], int(m[2]), unbase64(m[3])), {p["seq"]: p["siblings"] for p in proofs["proofs"]} if not code else {}
    if code: return head, [(code, LEDGER + "proofs.json")]
    if entries and entries[0][0]["payload"].get("lockerId", m[1][14:]) != m[1][14:]: return head, [("TREE_HEAD_FOREIGN", HEAD)]
    if not len(paths) == len(proofs["proofs"]) == len(entries): return head, [("INCLUSION_PROOF_COUNT", LEDGER + "proofs.json")]
    return head, [("INCLUSION_PROOF_INVALID", "entry:%d" % e["seq"]) for e, raw in entries if e["seq"] not in paths or e["seq"] >= head[1] or
                  climb(e["seq"], head[1] - 1, raw_sha(b"\0" + raw), paths[e["seq"]])[1] != head[2]]
def stage_checkpoints(bag, head):
    """Paths that are listed, {size: (path, note)} of sound ones, findings."""
    listed, code = shaped(bag.bytes.get(LEDGER + "checkpoints.json"), "checkpoints"); rows, sound, found = [] if code else listed["checkpoints"], {}, []
    paths, sizes = [r["path"] for r in rows], [r["size"] for r in rows]
    if code or sizes != sorted(set(sizes)) or paths != ["data/ledger/checkpoints/%d.txt" % s for s in sizes]: return [], {}, [
        ("CHECKPOINT_LIST_INVALID", LEDGER + "checkpoints.json")]
    if max(sizes, default=0) > head[1]: return paths, {}, [("CHECKPOINT_LIST_INVALID", LEDGER + "checkpoints.json")]
    for path, size, proof in zip(paths, sizes, [r["consistency"] for r in rows]):
        n = note(bag.text(path), BODY); root = n and unbase64(n.fields[2])
        code = ("CHECKPOINT_MALFORMED" if not root else "CHECKPOINT_FOREIGN" if n.fields[0] != head[0] else
                None if int(n.fields[1]) == size and is_prefix(size, root, head[1], head[2], proof) else "CHECKPOINT_INCONSISTENT")
        if code: found.append((code, path))
        else: sound[size] = path, n
    return paths, sound, found
# --- 9 SIGNATURE: Ed25519 ---
def is_signed(key, message, signature): return openssl("pkeyutl -verify -rawin -pubin -keyform DER -inkey @k -in @m -sigfile @s", m=message,
                                                       s=signature, k=bytes.fromhex("302a300506032b6570032100" + key))
def is_openssl_able(): return is_signed("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", b"\x72", bytes.fromhex(  # RFC 8032, TEST 2
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"))
def key_id(name, key): return raw_sha(name.encode() + b"\n\1" + bytes.fromhex(key))[:4]
def stage_signature(bag, entries, origin, checkpoints, report):
    """Sizes of signed checkpoints, whether the package is signed, findings."""
    keys, found, signed = [], [], set()
    for e in (e for e, _ in entries if e["kind"] == "signing-key-set"):
        (old, new, vouched), before, subject = map(e["payload"].get, ("replaces", "publicKey", "endorsement")), keys[-1][1] if keys else None, "entry:%d" % e["seq"]
        body = ("liuhen/key-rotation/v1\n%s\n%s\n%s\n" % (origin, old, new)).encode(); keys.append((e["seq"], new))
        if old != before or vouched and not (old and is_signed(old, body, bytes.fromhex(vouched))): found.append(("SIGNING_KEY_CHAIN_BROKEN", subject))
        elif old and not vouched: report.say("NOT_CHECKED", "SIGNING_KEY_NOT_ENDORSED", subject, "换上的密钥没有旧密钥的签字")
    for size, (path, n) in checkpoints.items():
        named = [k for seq, k in keys if seq < size and key_id(n.name, k) == n.id]
        if n.name == origin and any(is_signed(k, n.body, n.signature) for k in named): signed.add(size)
        else: found.append(("SIGNATURE_INVALID" if named else "SIGNATURE_KEY_UNKNOWN", path))
    n = note(bag.text(NOTE), "liuhen/package/v1\n([^\n]+)\n([0-9a-f]{64})\n")
    holds = n and keys and (n.name, *n.fields, n.id) == (origin, origin, bag.sum(MANIFEST), key_id(origin, keys[-1][1])) and is_signed(
        keys[-1][1], n.body, n.signature)
    if NOTE not in bag.sums: found += [("PACKAGE_SIGNATURE_MISSING", NOTE)] * bool(checkpoints)
    elif not holds: found.append(("PACKAGE_SIGNATURE_INVALID", NOTE))
    return signed, bool(holds), found
# --- 17, 18 TRUSTED_TIME, CLOCK ---
def moment(shown): return datetime.datetime.strptime(shown, "%Y-%m-%dT%H:%M:%S.%fZ")
def stage_time(exhibits, items, tokens, report):
    is_complete, late = bool(exhibits), []
    for x in exhibits:
        covering = sorted((f["genTimeUtc"], f["accuracyMs"] or 0, name) for size, f, name in tokens if size > x["seq"])
        subject = "exhibit:" + x["number"]
        if not covering: is_complete = False; report.say("NOT_CHECKED", "TRUSTED_TIME", subject, "待确认：还没有可信的时间戳盖到这件证据"); continue
        time, accuracy, name = covering[0]; report.say("PASS", "TRUSTED_TIME", subject, "不晚于 %s（%s）" % (time, name))
        try: is_late = moment(items[x["itemId"]]["sealed"]["provenance"]["clock"]["utc"]) > moment(time) + datetime.timedelta(minutes=5, milliseconds=accuracy)
        except (ValueError, KeyError): is_late = True
        late += [subject] * is_late
    for subject in late: report.say("NOT_CHECKED", "CLOCK_CONTRADICTED", subject, "本机时钟写的时间晚于可信时间：以可信时间为准")
    return is_complete and not late
def prove(bag, entries, head, roots, report):
    """Stages 8 to 10, of format 2: trusted tokens, whether head and package are proven, paths that are listed, whether openssl can."""
    paths, checkpoints, found = stage_checkpoints(bag, head); able = not (checkpoints or NOTE in bag.files) or is_openssl_able()
    if found or checkpoints: report.check("CHECKPOINTS", "%d 个检查点都是这本账的先后时刻" % len(checkpoints), found)
    signed, is_whole, found = stage_signature(bag, entries, head[0], checkpoints, report) if able else (set(), False, [])
    if able and (found or checkpoints or is_whole): report.check("SIGNATURE", "%d 个检查点的签名成立" % len(signed), found)
    if not checkpoints or not able: report.say("NOT_CHECKED", "SIGNATURE", "", "没有签过名的检查点" if able else "这台电脑没有可用的 openssl 3")
    sizes = [int(re.search(r"(\d+)\.txt$", p)[1]) for p in paths]
    listed, tokens, found, count = stage_timestamps(bag, sizes, checkpoints if able else {}, roots, report)
    if found or tokens: report.check("TIMESTAMPS", "%d 个可信时间戳成立" % len(tokens), found)
    if not count and not found or not able: report.say("NOT_CHECKED", "TIMESTAMPS", "", "没有检查过的时间戳；时间来自提交人的电脑")
    tokens = [t for t in tokens if t[0] in signed]
    return tokens, is_whole and any(t[0] == head[1] for t in tokens), paths + listed + LISTS, able
def verify(file, size, roots, report):
    """All stages; True when nothing was withheld, None when openssl was needed and cannot do it."""
    files, found = stage_archive(file, size); report.check("ARCHIVE", "压缩包的结构与导出时一致", found)
    if found: return False
    bag = Bag(file, files); is_old = (bag.text("bag-info.txt") or "").startswith("Liuhen-Package-Format: 1\n")
    tags, others = [p for p in files if not p.startswith("data/") and p != TAGS], [p for p in files if re.match("(tag)?manifest-", p)]
    found = [("MANIFEST_AMBIGUOUS", p) for p in others if p not in (MANIFEST, TAGS, NOTE)]
    report.check("ARCHIVE_CHECKSUMS", "每个文件的 CRC-32 相符", bag.wrong)
    report.check("BAG", "BagIt 声明与文件总数相符", stage_bag(bag))
    report.check("TAG_MANIFEST", "说明文件与清单相符", stage_manifest(bag, TAGS, tags, "TAG_MANIFEST_MISSING"))
    report.check("MANIFEST", "%d 个文件与清单里的 SHA-256 相符" % len(bag.payload), found or stage_manifest(bag, MANIFEST, bag.payload, "MANIFEST_MISSING"))
    entries, found = stage_entries(bag); report.check("LEDGER_ENTRIES", "%d 条账本记录格式正确、前后相连" % len(entries), found)
    head, found = stage_inclusion(bag, entries); report.check("INCLUSION_PROOFS", "每条记录都在账本头所指的账本里", found)
    tokens, is_proven, listed, able = ([], False, [], True) if is_old or not head else prove(bag, entries, head, roots, report)
    index, code = shaped(bag.bytes.get("data/evidence.json"), "index")
    if code: report.check("EVIDENCE_INDEX", "", [(code, "data/evidence.json")]); return False
    exhibits = index["exhibits"]; facts, items = replay(entries, index["order"]["id"]); known = [x for x in exhibits if x["itemId"] in items]
    report.check("EVIDENCE_INDEX", "证据索引与账本记录一致", stage_evidence(index, entries, head, items, facts))
    report.check("ORIGINALS", "%d 件原始文件与固定时的 SHA-256 相符" % len(exhibits), stage_originals(bag, exhibits, EXPECTED | set(listed)))
    for code, detail, (found, count) in (("RECORDINGS", "%d 段录屏与各自的流水逐段相符", stage_recordings(bag, known, items)),
                                         ("TRANSCRIPTS", "%d 份文字稿与账本里登记的一致", stage_transcripts(bag, known, items)),
                                         ("DERIVATIVES", "%d 件截取的证据与原件相符", stage_derivatives(exhibits, items, report))):
        if count: report.check(code, detail % count, found)
    report.check("DOSSIER", "卷宗 PDF 与索引所记一致", stage_dossier(bag, index["dossier"]))
    if is_old: report.say("NOT_CHECKED", "SIGNATURE"); report.say("NOT_CHECKED", "TRUSTED_TIME", "", "这一版的证据包没有签名和可信时间"); return False
    is_timed = stage_time(exhibits, items, tokens, report)
    return is_proven and is_timed if able else None
def main():
    parser = argparse.ArgumentParser(usage="verify.py PACKAGE.zip [--tsa-root FILE.pem|SHA256]... [--json]")
    parser.add_argument("package"); parser.add_argument("--tsa-root", action="append", default=[]); parser.add_argument("--json", action="store_true")
    asked, report, roots = parser.parse_args(), Report(), set(TRUSTED)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        for root in asked.tsa_root:
            if re.fullmatch("[0-9a-fA-F]{64}", root): roots.add(root.lower())
            else:
                with open(root, "rb") as file: roots |= {sha(base64.b64decode(b)) for b in re.findall(rb"BEGIN CERTIFICATE-----([^-]+)-", file.read())}
        with open(asked.package, "rb") as file: outcome = verify(file, os.path.getsize(asked.package), roots, report)
    except (OSError, NotAPackage, ValueError) as problem: sys.stderr.write("verify.py: %s\n" % problem); return 2
    verdict = "failed" if any(line["result"] == "FAIL" for line in report) else "verified" if outcome else "integrity-only"
    if asked.json: print(json.dumps(dict(verdict=verdict, checks=report, notProved=NOT_PROVED), ensure_ascii=False, indent=1))
    else:
        for line in report: print("  ".join(filter(None, (line["result"].replace("_", " "), line["code"], line["subject"], line["detail"]))))
        print("结论：%s\n%s" % ({"failed": "不通过", "verified": "已验证", "integrity-only": "仅完整性"}[verdict], NOT_PROVED))
    return 1 if verdict == "failed" else 2 if outcome is None else 0
if __name__ == "__main__": sys.exit(main())
