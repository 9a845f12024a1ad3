#!/usr/bin/env python3
"""Checks a package of 留痕 Liuhen (证据包) without 留痕: Python 3.8 or later, its standard library, the `openssl` command (3.0 or later).

    python3 verify.py PACKAGE.zip [--tsa-root FILE.pem|SHA256]... [--json]

Written from docs/package.md and docs/format.md; shares no code with the program. One function a stage, in their order; the first FAIL line
says what is wrong. Exit: 0 已验证 or 仅完整性, 1 不通过, 2 no package, wrong arguments, or no openssl that can do what is needed."""
import argparse, base64, calendar, datetime, functools, hashlib, json, os, re, struct, subprocess, sys, tempfile, unicodedata, zlib
from collections import Counter, namedtuple

TRUSTED = set("""
552f7bdcf1a7af9e6ce672017f4f12abf77240c78e761ac203d1d9d20ac89988 e793c9b02fd8aa13e21c31228accb08119643b749c898964b1746d46c3d4cbd2
2cabeafe37d06ca22aba7391c0033d25982952c453647349763a3ab5ad6ccf69 b676f2eddae8775cd36cb0f63cd1d4603961f49e6265ba013a2f0307b6d0b804
""".split())  # SHA-256 of the root certificates that 留痕 is shipped with
NOT_PROVED = ("不证明：电脑、时钟或页面本身真实；固定之前发生的事；没有放进证据包的内容；整个证据库没有被另一个替换。"
              "证明的只是：这里的文件自固定以来没有改变；有可信时间的，在所写时间之前已经存在。")
sha, utf16 = lambda data: hashlib.sha256(data).hexdigest(), lambda text: text.encode("utf-16-be", "surrogatepass")
# Forms of values. `name: member other=form third?` is an object with exactly these members; one without form has that of its name, else any
# text. `name = a|b` is one of. Forms: /pattern/, 0..9 whole numbers, text9 text1-9 line9 by UTF-16 units, form[] form[1-9] lists, form~ may be
# null, name+ all members of that object, name* each of which may be absent. Kinds that say nothing about an order are known by name alone.
FORMS = r"""
hex = /[0-9a-f]{64}/; id = /[0-9a-z]{26}/; n = 0..9007199254740991; pos = 1..9007199254740991; int = -9007199254740991..9007199254740991; seq = n
time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/; digits = /\d+/; flag = true|false; number = /[1-9]\d?-[1-9]\d{0,4}/; one = 1..1; sha256 = hex
itemId = /i-[0-9a-z]{26}/; orderId = /o-[0-9a-z]{26}/; sessionId = /s-[0-9a-z]{26}/; recordingId = /r-[0-9a-z]{26}/; sizeBytes = n; mediaMs = n
evidence = /E(0[1-9]|1\d|2[0-5])/; software: name version; object: sha256 sizeBytes=pos; moment: utc=time monotonicNs=digits; window: title application
clock: utc local timeZone? monotonicNs=digits bootId; area: x=int y=int width=pos height=pos; display: id=text name area scaleFactor=positive
environment: app=software runtime=software operatingSystem=software; sound: kind=/microphone|system/ label=text400
shown: mode=/screen|window|region/ trigger=/hotkey|window|command-line|timer/ area display window?
recordedSource: shown+ framesPerSecond=5..5|10..10|15..15|30..30 mediaType=text200 sound=sound[0-2] recorder=software
ending = /user|duration-reached|disk-full|disk-failed|battery-low|slept|locked|display-removed|source-ended|source-failed|app-quit/
anyEnding = ending|/interrupted/; frames: deliveredCount=n droppedCount=n; mark: mediaMs utc=time label=text200; pause = /user|own-window-shown/
noticeCode = /(disk|battery)-low|slept|locked|display-(changed|removed)|sound-(lost|silent)|encoder-stalled|frames-dropped|clock-stepped|marks-full/
gap: mediaMs fromUtc=time toUtc=time~ reason=pause; notice: code=noticeCode mediaMs utc=time detail=text400
interruption: foundAtUtc=time tailBytes=n missingBytes=n damagedBytes=pos?
recordingFacts: recordingId source=recordedSource end=moment ending=anyEnding mediaDurationMs=n chunkCount=n frames? marks=mark[0-1000] gaps=gap[0-1000]
 notices=notice[0-1000] interruption? journal=object
capture: shown+ delaySeconds=n grabber=software; import: fileName fileModifiedUtc; of: of=itemId ofSha256=hex ofSource=/recording|import/ software
frame: of+ how=/frame/ mediaMs utc?; trim: of+ how=/trim/ fromMs=n toMs=pos; check: domain=text1-253~ findings=finding[1-40]
checkId = /clock-offset|proxy|hosts-file|dns|tls|remote-control|virtual-machine|capture-altering|operating-system|app-integrity|disk-space/
finding: id=checkId outcome=/clear|noticed|not-checked/ detail=text1-400; captured: source=/capture/ clock environment capture
imported: source=/import/ clock environment import; recorded: source=/recording/ clock environment recording=recordingFacts
derived: source=/derivative/ clock environment derivative=frame|trim; checked: source=/environment-check/ clock environment check
provenance = captured|imported|recorded|derived|checked
facts: platform=line80 merchant=line120 number=line80 product=line200 amountFen=0..9999999999~ transactionNumber=line80~ orderedAtUtc=time~
 category=/card-key|account|activation-code|membership|top-up|other/ paymentChannel=/alipay|wechat-pay|unionpay|bank-card|qq-wallet|balance|other/~
 paidAtUtc=time~ promiseMinutes=1..525600~ promiseText=line200~ notes=text4000
 status=/awaiting-delivery|delivered|defective|refund-requested|complained|refunded|closed/
call: counterpart=text1-400 heldAt=text40~ wasOtherSideTold=/yes|no|unknown/; cue: startMs=n~ endMs=n~ text=text1-4000
wordsFile: name=text1000 sha256; transcript: origin=/typed|srt|vtt|text/ file=wordsFile~ cues=cue[1-20000]; authority: name=text1-80 url=text8-300
token: genTimeUtc=time accuracyMs=n~ serialHex=/0|[1-9a-f][0-9a-f]{0,63}/ policy=/[0-2](\.\d{1,20}){1,30}/ signerSha256=hex rootSha256=hex
 chainExpiresUtc=time
locker-created: lockerId=id formatVersion=one app=software runtime=software; image: widthPx=pos heightPx=pos; item-noted: itemId note=text4000
item-sealed: itemId sha256 sizeBytes mediaType=/[a-z]+\/[a-z0-9.+-]+/ image? provenance; item-labelled: itemId kind=evidence~
item-assigned: itemId orderId=orderId~ by=/active-order|user|undo/; call-described: itemId call=call~; item-transcribed: itemId transcript=transcript~
order-added: orderId facts; order-changed: orderId facts=facts*; order-archived: orderId isArchived=flag; session-ended: sessionId orderId=orderId~
signing-key-set: publicKey=hex replaces=hex~ endorsement=/[0-9a-f]{128}/~; pasted: kind=/pasted/ text=text1-200
session-began: sessionId orderId=orderId~ environmentReport=itemId~ notBefore=stamp|pasted~; stamp: kind=/timestamp/ serialHex=text80
 genTimeUtc=text40 authority=text80
dossier-exported = any; locker-verified = any; item-removed = any; checkpoint-made = any; timestamp-received = any; clock-stepped = any
clock-compared = any; backup-made = any
entry: v=one seq at=time kind payload=any prev=hex nonce=/[0-9a-f]{32}/; journalLine: v=one n kind at=moment prev=hex is=any
started: recordingId clock environment source=recordedSource; paused: mediaMs reason=pause; resumed: mediaMs; marked: mediaMs label=text200
chunk: index=n offset=n sizeBytes=pos sha256 streamSha256=hex isRecovered=true?; noticed: code=noticeCode mediaMs detail=text400
stopped: mediaMs ending frames?; interrupted: tornJournalBytes=n tailBytes=n missingBytes=n found?; found: sizeBytes=pos sha256 intactBytes=n
file: path sha256 sizeBytes; stampFile: path sha256 sizeBytes=pos; proof: seq siblings=hex[]; proofs: format=/liuhen-inclusion-proofs\/1/ proofs=proof[]
exhibit: number itemId seq sha256 sizeBytes mediaType path kind=evidence~ note provenance journal=file? call? transcript=file?
order: id=orderId facts; dossier: path sha256 pageCount=pos; index: format=/liuhen-evidence-index\/1/ origin fixedUntilUtc order dossier exhibits=exhibit[]
checkpoint: size=pos path consistency=hex[0-64]; checkpoints: format=/liuhen-checkpoints\/1/ checkpoints=checkpoint[]
timestamp: checkpoint=pos authority request=stampFile response=stampFile chain=stampFile token; stamps: format=/liuhen-timestamps\/1/ timestamps=timestamp[]"""
ENTRY_KINDS = [name for name in re.findall(r"(?m)(?:^|; )([a-z]+-[a-z-]+)(?::| =)", FORMS)]
JOURNAL_KINDS = "started chunk paused resumed marked noticed stopped interrupted".split()
EXTENSIONS = dict(pair.split("=") for pair in """image/png=png image/jpeg=jpg image/webp=webp image/gif=gif image/bmp=bmp image/tiff=tiff
image/heic=heic image/avif=avif image/svg+xml=svg.txt application/pdf=pdf application/zip=zip application/json=json.txt text/plain=txt text/csv=csv
text/html=html.txt application/vnd.openxmlformats-officedocument.spreadsheetml.sheet=xlsx video/mp4=mp4 video/quicktime=mov video/x-matroska=mkv
application/vnd.openxmlformats-officedocument.wordprocessingml.document=docx video/webm=webm audio/mp4=m4a audio/mpeg=mp3 audio/wav=wav
audio/amr=amr""".split())
DEFINED = {m[1]: (m[2], m[3]) for m in (re.match(r"([\w-]+)(:| =) (.*)", d, re.S) for d in re.split(r";\s+|\n(?! )", FORMS.strip()))}
def members(name):
    found = {}
    for word in DEFINED[name][1].split():
        key, _, shape = word.rstrip("?").partition("=")
        if word[-1] == "+": found.update(members(word[:-1]))
        else: found[key] = form(shape or (key if key in DEFINED else "text")), word[-1] == "?"
    return found
@functools.lru_cache(None)
def form(word):
    """The test that a form stands for."""
    if word[-1] == "~": inner = form(word[:-1]); return lambda v: v is None or inner(v)
    some, text = re.fullmatch(r"(.*)\[(\d*)-?(\d*)\]", word), re.fullmatch(r"(text|line)(?:(\d+)-)?(\d+)?", word)
    if some: inner = form(some[1]); return lambda v: isinstance(v, list) and int(some[2] or 0) <= len(v) <= int(some[3] or 9**9) and all(map(inner, v))
    either = re.findall(r"(?:/(?:\\/|[^/])*/|[^|/])+", word)
    if len(either) > 1: tests = [form(w) for w in either]; return lambda v: any(f(v) for f in tests)
    if word[0] == "/": return lambda v: isinstance(v, str) and re.fullmatch(word[1:-1], v, re.ASCII) is not None
    if ".." in word: low, high = map(int, word.split("..")); return lambda v: type(v) is int and low <= v <= high
    if text:
        least, most, is_line = int(text[2] or text[1] == "line"), int(text[3] or 9**9), text[1] == "line"
        return lambda v: isinstance(v, str) and least <= len(utf16(v)) // 2 <= most and not (is_line and (
            v != v.strip() or "\ufeff" in v[0] + v[-1] or {"Cc", "Zl", "Zp"} & set(map(unicodedata.category, v))))
    plain = dict(any=lambda v: isinstance(v, dict), true=lambda v: v is True, false=lambda v: v is False,
                 positive=lambda v: type(v) in (int, float) and v > 0)
    if word in plain: return plain[word]
    if DEFINED[word.rstrip("*")][0] == " =": return form(DEFINED[word][1])
    parts, loose = members(word.rstrip("*")), word[-1] == "*"
    return lambda v: isinstance(v, dict) and all(k in parts for k in v) and all(f(v[k]) if k in v else o or loose for k, (f, o) in parts.items())
def canonical(v):
    """RFC 8785: one spelling for each value. Fractions outside of what displays have come out wrong, and are refused."""
    if isinstance(v, dict): return "{" + ",".join(canonical(k) + ":" + canonical(v[k]) for k in sorted(v, key=utf16)) + "}"
    if isinstance(v, list): return "[" + ",".join(map(canonical, v)) + "]"
    return (str(int(v)) if v.is_integer() else repr(v)) if isinstance(v, float) else json.dumps(v, ensure_ascii=False)
def strict(data):
    """The value of canonical bytes; None when they are anything else (members twice, other spellings, no JSON)."""
    try:
        value = json.loads((data or b"").decode("utf-8"), parse_int=lambda t: int(t) if abs(int(t)) < 2**53 else float(t))
        return value if canonical(value).encode("utf-8") == data else None
    except (ValueError, OverflowError, RecursionError): return None
class Report(list):
    """PASS for a check without findings, FAIL for each finding (code, subject)."""
    def say(self, result, code, subject="", detail=""): self.append(dict(result=result, code=code, subject=str(subject), detail=detail))
    def check(self, code, detail, findings):
        for found, subject in findings[:1000]: self.say("FAIL", found, subject)
        if not findings: self.say("PASS", code, "", detail)
    def has(self, result, code=None): return any(line["result"] == result and code in (None, line["code"]) for line in self)
class NotAPackage(Exception): pass

# --- 1 ARCHIVE: a ZIP whose every byte outside the files is the one that the exporter writes ---
def name_problem(raw):
    try: name = raw.decode("utf-8")
    except UnicodeDecodeError: return "ARCHIVE_NAME_INVALID"
    parts, strange = name.split("/"), {c if c in ("Zl", "Zp") else c[0] for c in map(unicodedata.category, name)} & {"C", "Zl", "Zp"}
    return ("ARCHIVE_PATH_ABSOLUTE" if re.match("/|[A-Za-z]:", name) else "ARCHIVE_NAME_INVALID" if "\\" in name else
            "ARCHIVE_PATH_ESCAPES" if {"..", "."} & set(parts) else
            "ARCHIVE_NAME_INVALID" if strange or not name or len(raw) > 240 or re.search('[:*?"<>|]', name) else
            "ARCHIVE_ENTRY_NOT_REGULAR" if not parts[-1] else "ARCHIVE_NAME_INVALID" if any(not p or p[-1] in ". " for p in parts) else None)
def directory(file, size):
    """(raw name, file type, flags, method, crc, packed size, size, offset) of each entry of the central directory."""
    base = file.seek(max(0, size - 65557)); tail, entries, here = file.read(), [], 0
    at = tail.rfind(b"PK\5\6", 0, max(0, len(tail) - 18))
    disk, count, length, place, comment = struct.unpack_from("<4xH4xHLLH", tail, at if at >= 0 else len(tail))
    end = base + at
    if comment == len(tail) - at - 22 and (count == 0xFFFF or 0xFFFFFFFF in (length, place)):
        file.seek(end - 20); locator, end = struct.unpack("<4s4xQ4x", file.read(20))
        file.seek(end); magic, count, place = struct.unpack("<4s28xQ8xQ", file.read(56))
        if (locator, magic) != (b"PK\6\7", b"PK\6\6"): raise ValueError("no end record")
    if comment != len(tail) - at - 22 or disk or place > end: raise ValueError("no end record")
    data = file.read(min(end - place, 2**26)) if file.seek(place) == place else b""
    for _ in range(count) if count <= 20000 else ():
        magic, flags, method, crc, packed, length, n, x, c, mode, offset = struct.unpack_from("<4s4xHH4xLLLHHH4xLL", data, here)
        raw, extra, values = data[here + 46:here + 46 + n], data[here + 46 + n:here + 46 + n + x], [length, packed, offset]
        here += 46 + n + x + c
        if magic != b"PK\1\2" or here > len(data): raise ValueError("no entry")
        if 0xFFFFFFFF in values:  # all ones stand for a 64-bit value in the extra field, in this order
            wide = iter(struct.unpack_from("<%dQ" % values.count(0xFFFFFFFF), extra, 4))
            values = [next(wide) if v == 0xFFFFFFFF else v for v in values]
        entries.append((raw, mode >> 16 & 0o170000, flags, method, crc, values[1], values[0], values[2]))
    return entries if count <= 20000 else None
def headers(name, crc, size, offset):
    """Local and central header of a stored file (PKWARE APPNOTE 4.3.7, 4.3.12): functions of these four values alone."""
    big, far, cut = size >= 0xFFFFFFFF, offset >= 0xFFFFFFFF, lambda v: min(v, 0xFFFFFFFF)
    wide = lambda values: struct.pack("<HH%dQ" % len(values), 1, 8 * len(values), *values) if values else b""
    here, there = wide([size] * 2 * big), wide([size] * 2 * big + [offset] * far)
    fields = lambda extra: struct.pack("<HHHHHLLLHH", 45 if extra else 20, 0x800, 0, 0, 0x21, crc, cut(size), cut(size), len(name), len(extra))
    return (b"PK\3\4" + fields(here) + name + here, b"PK\1\2" + struct.pack("<H", 0x300 + (45 if there else 20)) + fields(there)
            + struct.pack("<HHHLL", 0, 0, 0, 0o100644 << 16, cut(offset)) + name + there)
def stage_archive(file, size):
    """{path: (start, size, crc)} and findings."""
    is_zip = file.read(2) == b"PK"
    try: entries = directory(file, size)
    except (struct.error, ValueError, OverflowError, OSError):
        if not is_zip: raise NotAPackage("这不是证据包（ZIP）。")
        return {}, [("ARCHIVE_UNREADABLE", "")]
    if entries is None: return {}, [("ARCHIVE_TOO_MANY_ENTRIES", "")]
    found, seen, whole, at, central, files = [], {}, [], 0, b"", {}
    for raw, kind, flags, method, crc, packed, length, offset in entries:
        code = name_problem(raw) or ("ARCHIVE_ENTRY_NOT_REGULAR" if kind not in (0, 0o100000) else "ARCHIVE_ENTRY_ENCRYPTED" if flags & 1 else
                                     "ARCHIVE_ENTRY_COMPRESSED" if method else "ARCHIVE_SIZE_FALSE" if packed != length else None)
        found.append((code, ascii(raw))) if code else whole.append((raw.decode(), crc, length, offset))
    for name, *_ in whole:
        key = unicodedata.normalize("NFKC", name).lower()
        if key in seen: found.append(("ARCHIVE_NAME_DUPLICATE" if seen[key] == name else "ARCHIVE_NAME_TWIN", name))
        seen[key] = name
    if sum(w[2] for w in whole) > size: found.append(("ARCHIVE_SIZE_FALSE", ""))
    folder = whole[0][0].split("/")[0] + "/" if whole else "/"
    for name, crc, length, offset in whole if not found else ():
        local, entry = headers(name.encode(), crc, length, at); file.seek(at)
        if offset != at or file.read(len(local)) != local: return {}, [("ARCHIVE_NOT_AS_EXPORTED", name)]
        files[name[len(folder):] if name.startswith(folder) else ""] = at + len(local), length, crc
        at, central = at + len(local) + length, central + entry
    n, d, cut = len(whole), len(central), lambda v, most=0xFFFFFFFF: min(v, most)
    if n >= 0xFFFF or d >= 0xFFFFFFFF or at >= 0xFFFFFFFF:
        central += struct.pack("<4sQHHLLQQQQ4sLQL", b"PK\6\6", 44, 0x32D, 45, 0, 0, n, n, d, at, b"PK\6\7", 0, at + d, 1)
    file.seek(at); end = central + struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, cut(n, 0xFFFF), cut(n, 0xFFFF), cut(d), cut(at), 0)
    if not found and file.read(len(end) + 1) != end: found = [("ARCHIVE_NOT_AS_EXPORTED", "central-directory")]
    return files, found or ([("BAG_FOLDER_INVALID", "")] if "" in files else [])

# --- 2-5 ARCHIVE_CHECKSUMS, BAG, TAG_MANIFEST, MANIFEST: RFC 8493 ---
DOSSIER = "data/dossier.pdf"
def pieces(file, start, size):
    while size > 0:
        file.seek(start); data = file.read(min(size, 2**20)); start, size = start + len(data), size - len(data) if data else 0
        yield data
class Bag:
    """Every byte read once: hash and size of all files, small files whole."""
    def __init__(self, file, files):
        self.file, self.files, self.sums, self.bytes, self.wrong = file, files, {}, {}, []
        for path, (start, size, crc) in files.items():
            digest, check, kept = hashlib.sha256(), 0, None if path == DOSSIER or path.startswith("data/originals/") else []
            for data in pieces(file, start, size):
                digest.update(data); check = zlib.crc32(data, check)
                if kept is not None: kept.append(data)
            self.sums[path] = (digest.hexdigest(), size)
            if kept is not None: self.bytes[path] = b"".join(kept)
            if check != crc: self.wrong.append(("ARCHIVE_CHECKSUM_MISMATCH", path))
        self.payload = [p for p in files if p.startswith("data/")]
    def text(self, path):
        shown = self.bytes.get(path, b"\xff").decode("utf-8", "replace")
        return None if "\ufffd" in shown else shown
def stage_bag(bag):
    about = bag.text("bag-info.txt") or ""
    oxum = re.search(r"^Payload-Oxum: (\d{1,15})\.(\d{1,9})$", about, re.M | re.A)
    stated, real = oxum and (int(oxum[1]), int(oxum[2])), (sum(bag.sums[p][1] for p in bag.payload), len(bag.payload))
    is_known = re.match("Liuhen-Package-Format: [12]\n", about) and len(re.findall("^Liuhen-Package-Format:", about, re.M)) == 1
    code = ("BAG_DECLARATION_MISSING" if bag.text("bagit.txt") is None else "BAG_DECLARATION_INVALID" if bag.text("bagit.txt") !=
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" else "BAG_PAYLOAD_COUNT" if stated != real else
            None if is_known else "BAG_FORMAT_UNKNOWN")
    return [(code, "bag-info.txt")] if code else []
def stage_manifest(bag, manifest, present, missing):
    shown, seen = bag.text(manifest), []
    if shown is None: return [(missing, manifest)]
    for row in shown.split("\n")[:-1]:
        seen.append((row[66:], row[:64]))
        if not re.fullmatch("[0-9a-f]{64}  .+", row, re.S): return [("MANIFEST_MALFORMED", manifest)]
    if not shown.endswith("\n") and shown or any(utf16(a[0]) >= utf16(b[0]) for a, b in zip(seen, seen[1:])): return [("MANIFEST_MALFORMED", manifest)]
    return [("MANIFEST_MISMATCH" if p in bag.sums else "FILE_MISSING", p) for p, h in seen if bag.sums.get(p, [0])[0] != h] + [
        ("FILE_NOT_IN_MANIFEST", p) for p in present if p not in dict(seen)]
# --- 6-8 LEDGER_ENTRIES, INCLUSION_PROOFS, CHECKPOINTS: RFC 9162, C2SP tlog-checkpoint ---
HEAD = "(liuhen/locker/[0-9a-z-]{8,64})\n(0|[1-9][0-9]{0,14})\n([0-9A-Za-z+/]{43}=)\n"
Note = namedtuple("Note", "body fields name id signature")
def unbase64(shown): return base64.b64decode(shown) if base64.b64encode(base64.b64decode(shown)).decode() == shown else None
def note(shown, body):
    """A signed note with one signature, in its one spelling; else None."""
    m = re.fullmatch("(" + body + ")\n\u2014 ([^\\s+]+) ([0-9A-Za-z+/]{91}=)\n", shown or "")
    blob = unbase64(m[m.lastindex]) if m else None
    return blob and Note(m[1].encode(), m.groups()[1:-2], m[m.lastindex - 1], blob[:4], blob[4:])
def node(left, right): return hashlib.sha256(b"\1" + left + right).digest()
def climb(fn, sn, start, path):
    """RFC 9162 sections 2.1.3.2 and 2.1.4.2: the old and the new root that a proof leads to."""
    old = new = start
    for p in map(bytes.fromhex, path):
        if sn == 0: return None, None
        if fn & 1 or fn == sn:
            old, new = node(p, old), node(p, new)
            while fn and not fn & 1: fn, sn = fn >> 1, sn >> 1
        else: new = node(new, p)
        fn, sn = fn >> 1, sn >> 1
    return (old, new) if sn == 0 else (None, None)
def is_prefix(old, old_root, new, new_root, path):
    if old >= new or old < 1: return old == new and not path and old_root == new_root
    path, fn, sn = path if old & (old - 1) else [old_root.hex()] + path, old - 1, new - 1
    while fn & 1: fn, sn = fn >> 1, sn >> 1
    return bool(path) and climb(fn, sn, bytes.fromhex(path[0]), path[1:]) == (old_root, new_root)
def shaped(data, shape, spelling="INDEX_NOT_CANONICAL", members="INDEX_SCHEMA_INVALID"):
    value = strict(data)
    return value, spelling if value is None else None if form(shape)(value) else members
def stage_entries(bag):
    rows, entries, found, path = bag.bytes.get("data/ledger/entries.jsonl", b"").split(b"\n"), [], [], "data/ledger/entries.jsonl"
    for i, row in enumerate(rows if rows[-1] else rows[:-1], 1):
        value, code = shaped(row, "entry", "ENTRY_NOT_CANONICAL", "ENTRY_SCHEMA_INVALID")
        if not code and not (value["kind"] in ENTRY_KINDS and form(value["kind"])(value["payload"])): code = "ENTRY_SCHEMA_INVALID"
        found.append((code, "%s:%d" % (path, i))) if code else entries.append((value, row))
    if rows[-1]: found.append(("ENTRY_CUT", path))
    if not entries or (entries[0][0]["kind"], entries[0][0]["seq"]) != ("locker-created", 0): return entries, found + [("LEDGER_START_INVALID", path)]
    for (a, raw), (b, _) in zip(entries, entries[1:]):
        code = "ENTRY_OUT_OF_ORDER" if b["seq"] <= a["seq"] else "ENTRY_CHAIN_BROKEN" if b["seq"] == a["seq"] + 1 and b["prev"] != sha(raw) else None
        if code: found.append((code, "entry:%d" % b["seq"]))
    return entries, found
def stage_inclusion(bag, entries):
    """(origin, size, root) of tree-head.txt, and findings."""
    path = "data/ledger/tree-head.txt"; m = re.fullmatch(HEAD, bag.text(path) or "")
    if not m or not unbase64(m[3]): return None, [("TREE_HEAD_MALFORMED", path)]
    head = m[1], int(m[2]), unbase64(m[3])
    proofs, code = shaped(bag.bytes.get("data/ledger/proofs.json"), "proofs")
    if code: return head, [(code, "data/ledger/proofs.json")]
    if entries and entries[0][0]["payload"].get("lockerId", m[1][14:]) != m[1][14:]: return head, [("TREE_HEAD_FOREIGN", path)]
    paths = {p["seq"]: p["siblings"] for p in proofs["proofs"]}
    if not len(paths) == len(proofs["proofs"]) == len(entries): return head, [("INCLUSION_PROOF_COUNT", "data/ledger/proofs.json")]
    return head, [("INCLUSION_PROOF_INVALID", "entry:%d" % e["seq"]) for e, raw in entries if e["seq"] not in paths or e["seq"] >= head[1] or
                  climb(e["seq"], head[1] - 1, hashlib.sha256(b"\0" + raw).digest(), paths[e["seq"]])[1] != head[2]]
def stage_checkpoints(bag, head):
    """Paths that are listed, {size: (path, note)} of sound ones, findings."""
    place = "data/ledger/checkpoints.json"; listed, code = shaped(bag.bytes.get(place), "checkpoints"); rows = [] if code else listed["checkpoints"]
    sizes, sound, found = [r["size"] for r in rows], {}, []
    if code or any(a >= b for a, b in zip(sizes, sizes[1:])) or any(r["path"] != "data/ledger/checkpoints/%d.txt" % r["size"] for r in rows) or (
            max(sizes, default=0) > head[1]): return [], {}, [("CHECKPOINT_LIST_INVALID", place)]
    for row in rows:
        n = note(bag.text(row["path"]), HEAD); root = n and unbase64(n.fields[2])
        code = ("CHECKPOINT_MALFORMED" if not root else "CHECKPOINT_FOREIGN" if n.fields[0] != head[0] else None if int(n.fields[1]) == row["size"] and
                is_prefix(row["size"], root, head[1], head[2], row["consistency"]) else "CHECKPOINT_INCONSISTENT")
        if code: found.append((code, row["path"]))
        else: sound[row["size"]] = row["path"], n
    return [r["path"] for r in rows], sound, found
# --- 9 SIGNATURE: C2SP signed notes, Ed25519 ---
def openssl(command, **files):
    """Whether `openssl` says yes; a word @name is a file with these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file: file.write(data)
        words = [os.path.join(folder, w[1:]) if w[0] == "@" else w for w in command.split()]
        try: return subprocess.run(["openssl"] + words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE).returncode == 0
        except OSError: return False
def is_signed(key, message, signature):
    return openssl("pkeyutl -verify -rawin -pubin -keyform DER -inkey @k -in @m -sigfile @s", m=message, s=signature,
                   k=bytes.fromhex("302a300506032b6570032100" + key))
def is_openssl_able():  # RFC 8032 section 7.1, TEST 2
    return is_signed("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", b"\x72", bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"))
def key_id(name, key): return hashlib.sha256(name.encode() + b"\n\1" + bytes.fromhex(key)).digest()[:4]
def stage_signature(bag, entries, origin, checkpoints, report):
    """Sizes of signed checkpoints, whether the package is signed, findings."""
    keys, found, signed = [], [], set()
    for e in (e for e, _ in entries if e["kind"] == "signing-key-set"):
        new, old, vouched = (e["payload"][k] for k in ("publicKey", "replaces", "endorsement"))
        before, subject = keys[-1][1] if keys else None, "entry:%d" % e["seq"]; keys.append((e["seq"], new))
        if old != before or vouched and not (old and is_signed(old, ("liuhen/key-rotation/v1\n%s\n%s\n%s\n" % (origin, old, new)).encode(),
                                                               bytes.fromhex(vouched))): found.append(("SIGNING_KEY_CHAIN_BROKEN", subject))
        elif old and not vouched: report.say("NOT_CHECKED", "SIGNING_KEY_NOT_ENDORSED", subject, "换上的密钥没有旧密钥的签字")
    for size, (path, n) in checkpoints.items():
        named = [k for seq, k in keys if seq < size and key_id(n.name, k) == n.id]
        if n.name == origin and any(is_signed(k, n.body, n.signature) for k in named): signed.add(size)
        else: found.append(("SIGNATURE_INVALID" if named else "SIGNATURE_KEY_UNKNOWN", path))
    path = "manifest-signature.txt"; n = note(bag.text(path), "liuhen/package/v1\n([^\n]+)\n([0-9a-f]{64})\n")
    holds = n and keys and n.fields == (origin, bag.sums.get("manifest-sha256.txt", [""])[0]) and n.name == origin and n.id == key_id(
        origin, keys[-1][1]) and is_signed(keys[-1][1], n.body, n.signature)
    if path not in bag.sums: found += [("PACKAGE_SIGNATURE_MISSING", path)] if checkpoints else []
    elif not holds: found.append(("PACKAGE_SIGNATURE_INVALID", path))
    return signed, bool(holds), found
# --- 10 TIMESTAMPS: RFC 3161, DER ---
Element, Certificate = namedtuple("Element", "tag body kids raw"), namedtuple("Certificate", "raw serial issuer start end subject more")
def der(data, depth=0):
    found, at = [], 0
    while at < len(data):
        start, tag, n, at = at, data[at], data[at + 1], at + 2
        if n > 127: k, n, at = n - 128, int.from_bytes(data[at:at + n - 128], "big"), at + n - 128
        if tag & 31 == 31 or at + n > len(data) or depth > 30 or at - start > 2 and (n < 128 or not data[start + 2]): raise ValueError("no DER")
        found.append(Element(tag, data[at:at + n], der(data[at:at + n], depth + 1) if tag & 32 else [], data[start:at + n])); at += n
    return found
def oid(element):
    arcs = [functools.reduce(lambda v, b: v * 128 + (b & 127), arc, 0) for arc in re.findall(rb"[\x80-\xff]*[\x00-\x7f]", element.body, re.S)]
    top = min(2, arcs[0] // 40); return ".".join(map(str, [top, arcs[0] - 40 * top] + arcs[1:]))
def whole(body):
    if not body or body[0] > 127 or len(body) > 1 and not body[0] and body[1] < 128: raise ValueError("no number")
    return int.from_bytes(body, "big")
def when(element):
    shown = element.body.decode("ascii"); shown = ("19" if shown > "5" else "20") * (element.tag == 0x17) + shown
    m = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,30}[1-9]))?Z", shown); return "%s-%s-%sT%s:%s:%s" % m.groups()[:6] + (
        ".%s" % (m[7] or "")[:3].ljust(3, "0")) + "Z"
def certificate(raw):
    (outer,) = der(raw); inner = outer.kids[0].kids; inner = inner[inner[0].tag == 0xA0:]
    more = {oid(e.kids[0]): e.kids[1:] for e in inner[-1].kids[0].kids} if inner[-1].tag == 0xA3 else {}
    return Certificate(raw, inner[0].raw, inner[2].raw, when(inner[3].kids[0]), when(inner[3].kids[1]), inner[4].raw, more)
def pem(raw): return b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(raw) + b"-----END CERTIFICATE-----\n"
def read_chain(data):
    if not re.fullmatch(rb"(-----BEGIN CERTIFICATE-----\r?\n([0-9A-Za-z+/=]{1,76}\r?\n)+-----END CERTIFICATE-----\r?\n?)+", data): raise ValueError("no PEM")
    return [certificate(base64.b64decode(block)) for block in re.findall(rb"BEGIN CERTIFICATE-----([^-]+)-", data)]
def check_token(stamped, asked, answered, chain_pem):
    """The first thing that is wrong with a token, what it says, and how many certificates its chain has."""
    try: chain = read_chain(chain_pem)
    except (ValueError, IndexError, TypeError): chain = []
    try:
        (ask,), (answer,) = der(asked), der(answered)
        if whole(answer.kids[0].kids[0].body) > 1: return "TIMESTAMP_REFUSED", None, 0
        data = answer.kids[1].kids[1].kids[0].kids; info = der(data[2].kids[1].kids[0].body)[0].kids
        said, want = {k.tag: k for k in info[5:]}, {k.tag: k for k in ask.kids[2:]}
        exact = {k.tag: whole(k.body) for k in said[0x30].kids} if 0x30 in said else None
        imprints = [(oid(i.kids[0].kids[0]), i.kids[1].body) for i in (ask.kids[1], info[2])]; nonce = [2 in s and whole(s[2].body) for s in (want, said)]
        facts = dict(genTimeUtc=when(info[4]), serialHex="%x" % whole(info[3].body), policy=oid(info[1]), accuracyMs=None if exact is None else
                     exact.get(2, 0) * 1000 + exact.get(0x80, 0) - -exact.get(0x81, 0) // 1000, signerSha256=sha(chain[0].raw) if chain else "",
                     rootSha256=sha(chain[-1].raw) if chain else "", chainExpiresUtc=min((c.end for c in chain), default=""))
        (signer,), sent = data[-1].kids, [k.raw for k in data[3].kids] if data[3].tag == 0xA0 else []
        attributes = {oid(a.kids[0]): a.kids[1].kids[0] for a in signer.kids[3].kids}
    except (ValueError, IndexError, TypeError, AttributeError): return "TIMESTAMP_MALFORMED", None, 0
    if any(i != ("2.16.840.1.101.3.4.2.1", hashlib.sha256(stamped).digest()) for i in imprints): return "TIMESTAMP_IMPRINT_MISMATCH", None, 0
    if 2 in want and nonce[0] != nonce[1]: return "TIMESTAMP_NONCE_MISMATCH", None, 0
    if 6 in want and oid(want[6]) != facts["policy"]: return "TIMESTAMP_POLICY_MISMATCH", None, 0
    try:
        mine = [c for c in map(certificate, sent) if signer.kids[1].body == c.issuer + c.serial]
        hashes = [next(k.body for k in attributes[a].kids[0].kids[0].kids if k.tag == 4) for a in ("1.2.840.113549.1.9.16.2.12",
                                                                                                    "1.2.840.113549.1.9.16.2.47") if a in attributes]
        right = [hashlib.new(n, mine[0].raw).digest() for n in ("sha1", "sha256", "sha384", "sha512")]
        if not hashes or not set(hashes) <= set(right) or not re.match(r"2\.16\.840\.1\.101\.3\.4\.2\.[123]$", oid(signer.kids[2].kids[0])) or not openssl(
                "cms -verify -noverify -binary -inform DER -in @t -out @o", t=answer.kids[1].raw): raise ValueError("signature")
        use, bits = mine[0].more.get("2.5.29.37"), der(mine[0].more["2.5.29.15"][-1].body)[0].body[1:] if "2.5.29.15" in mine[0].more else b"\x80"
        if not use or len(use) < 2 or use[0].body != b"\xff" or [oid(k) for k in der(use[1].body)[0].kids] != ["1.3.6.1.5.5.7.3.8"] or (
                not bits[0] & 0xC0 or bits[0] & 0x3F or any(bits[1:])): return "TIMESTAMP_CERTIFICATE_PURPOSE", None, 0
    except (ValueError, IndexError, TypeError, StopIteration): return "TIMESTAMP_SIGNATURE_INVALID", None, 0
    second = facts["genTimeUtc"][:19] + ".000Z"
    if any(not c.start <= second <= c.end for c in [mine[0]] + chain): return "TIMESTAMP_CERTIFICATE_EXPIRED", None, 0
    at = "-attime %d" % calendar.timegm(datetime.datetime.strptime(second[:19], "%Y-%m-%dT%H:%M:%S").timetuple())
    if not chain or chain[0].raw != mine[0].raw or chain[-1].issuer != chain[-1].subject or any(a.issuer != b.subject or not openssl(
            "verify %s -partial_chain -trusted @i @c" % at, i=pem(b.raw), c=pem(a.raw)) for a, b in zip(chain, chain[1:])) or not openssl(
            "ts -verify -data @d -in @r -CAfile @c " + at, d=stamped, r=answered, c=chain_pem): return "TIMESTAMP_CHAIN_INVALID", None, 0
    return None, facts, len(chain)
def stage_timestamps(bag, listed_sizes, checkpoints, roots, report):
    """Paths that are listed, [(size, facts, authority)] of trusted tokens, findings, how many there are."""
    place = "data/timestamps/timestamps.json"; listed, code = shaped(bag.bytes.get(place), "stamps"); rows = [] if code else listed["timestamps"]
    counted, paths, trusted, found = Counter(), [], [], []
    for r in rows:
        counted[r["checkpoint"]] += 1; stem = "data/timestamps/%d-%d." % (r["checkpoint"], counted[r["checkpoint"]])
        files = [(r["request"], "tsq"), (r["response"], "tsr"), (r["chain"], "chain.pem")]; paths += [f["path"] for f, _ in files]
        if any(f["path"] != stem + end for f, end in files): code = "unordered"
    stated = [(f["path"], f["sha256"], f["sizeBytes"]) for r in rows for f in (r["request"], r["response"], r["chain"])]
    if code or any(a["checkpoint"] > b["checkpoint"] for a, b in zip(rows, rows[1:])): return [], [], [("TIMESTAMP_LIST_INVALID", place)], 0
    if any(bag.sums.get(p) != (h, n) for p, h, n in stated) or not set(counted) <= set(listed_sizes):
        return paths, [], [("TIMESTAMP_LIST_INVALID", place)], 0
    for r in (r for r in rows if r["checkpoint"] in checkpoints):
        path, data = r["response"]["path"], [bag.bytes[r[k]["path"]] for k in ("request", "response", "chain")]
        code, facts, length = check_token(bag.bytes[checkpoints[r["checkpoint"]][0]], *data)
        if code or length > 1 and facts != r["token"]: found.append((code or "TIMESTAMP_STATED_WRONG", path))
        elif length < 2 or facts["rootSha256"] not in roots: report.say("NOT_CHECKED", "TIMESTAMP_ROOT_UNKNOWN", path, "没有人在这里信任它的根证书")
        else: trusted.append((r["checkpoint"], facts, r["authority"]["name"]))
    return paths, trusted, found, len(rows)
# --- 11-16 EVIDENCE_INDEX, ORIGINALS, RECORDINGS, TRANSCRIPTS, DERIVATIVES, DOSSIER: what is shown is what was hashed ---
def replay(entries, order):
    facts, items = None, {}
    for e, _ in entries:
        p, item = e["payload"], items.get(e["payload"].get("itemId"))
        if e["kind"] == "order-added" and p["orderId"] == order: facts = p["facts"]
        elif e["kind"] == "order-changed" and p["orderId"] == order and facts: facts = {**facts, **p["facts"]}
        elif e["kind"] == "item-sealed": items[p["itemId"]] = dict(at=e["at"], seq=e["seq"], sealed=p, kind=None, orderId=None, note="", call=None, transcript=None)
        elif item and e["kind"] in ("item-assigned", "item-labelled", "item-noted", "call-described", "item-transcribed"):
            item.update({k: v for k, v in p.items() if k in item})
    return facts, items
def words(transcript):
    """docs/package.md: the file of a transcript."""
    time, blank = r"(?:\d{1,10}:)?\d{1,10}:\d\d(?:[.,]\d{1,9})?", r"[ \t]{0,20}"
    both = "(" + time + ")(?:" + blank + "(?:-->|[-–—~～至])" + blank + time + ")?"
    def reads_as_timed(t):
        m = re.match(r"[\[【(（]" + blank + both + blank + r"[\]】)）]", t, re.A) or re.match(both + r"(?=\s|$)", t)
        parts = m and re.split("[.,]", m[1])[0].split(":")
        return parts and int(parts[-1]) < 60 and (len(parts) < 3 or int(parts[-2]) < 60)
    def shown(ms):
        h, rest = divmod(ms, 3600000); return "%s%02d:%02d" % ("%d:" % h if h else "", rest // 60000, rest // 1000 % 60) + (".%03d" % (ms % 1000) if ms % 1000 else "")
    rows = []
    for c in transcript["cues"]:
        t, like = c["text"], r"%s%s%s-->%s%s(?=[ \t]|$)|WEBVTT(?=[ \t]|$)" % (blank, time, blank, blank, time)
        if c["startMs"] is not None: t = "[" + " - ".join(shown(m) for m in (c["startMs"], c["endMs"]) if m is not None) + "] " + t
        elif t.startswith("[-]") or reads_as_timed(t) or re.match(like, t): t = "[-] " + t
        rows.append(t)
    return "\r\n".join(["文字稿（由提交人提供，以录音原件为准）", "", *"\n".join(rows).split("\n"), ""]).encode()
def stage_evidence(bag, index, entries, head, items, facts):
    exhibits, found, order = index["exhibits"], [], index["order"]["id"]
    if index["order"]["facts"] != facts or not head or index["origin"] != head[0] or not entries or index["fixedUntilUtc"] != entries[-1][0]["at"]:
        found.append(("EVIDENCE_ORDER_MISMATCH", order))
    if any(len({x[k] for x in exhibits}) < len(exhibits) for k in ("number", "itemId")): found.append(("EVIDENCE_DUPLICATE", "data/evidence.json"))
    for x in exhibits:
        item, number = items.get(x["itemId"]), x["number"]; s = item and item["sealed"]
        want = item and {**{k: s[k] for k in ("itemId", "sha256", "sizeBytes", "mediaType", "provenance")}, **{k: item[k] for k in ("seq", "kind", "note")},
                         "number": number, "path": "data/originals/%s-%s-%s.%s" % (number, item["kind"] or "EXX", s["sha256"][:16],
                                                                                    EXTENSIONS.get(s["mediaType"], "bin"))}
        if item and s["provenance"]["source"] == "recording":
            want["journal"] = {"path": "data/recordings/%s.journal.jsonl" % number, **s["provenance"]["recording"]["journal"]}
        if item and item["call"]: want["call"] = item["call"]
        if item and item["transcript"]:
            data = words(item["transcript"]); want["transcript"] = {"path": "data/transcripts/%s.txt" % number, "sha256": sha(data), "sizeBytes": len(data)}
        if not item or item["orderId"] != order or want != x: found.append(("EVIDENCE_MISMATCH", "exhibit:" + number))
    return found + ([("EVIDENCE_MISSING", "data/evidence.json")] if sum(i["orderId"] == order for i in items.values()) != len(exhibits) else [])
def stage_originals(bag, exhibits, expected):
    for x in exhibits: expected |= {x["path"]} | {x[k]["path"] for k in ("journal", "transcript") if k in x}
    return [("ORIGINAL_MISMATCH" if x["path"] in bag.sums else "ORIGINAL_MISSING", "exhibit:" + x["number"]) for x in exhibits
            if bag.sums.get(x["path"], [0])[0] != x["sha256"]] + [("FILE_NOT_EXPECTED", p) for p in bag.payload if p not in expected]
def read_journal(data):
    """Lines of a whole journal with an end; None otherwise (docs/format.md section 8)."""
    lines, head, at, count, rows = [], "0" * 64, 0, 0, data.split(b"\n")
    for row in rows[:-1]:
        v, code = shaped(row, "journalLine"); last = lines[-1] if lines else None
        if code or v["kind"] not in JOURNAL_KINDS or not form(v["kind"])(v["is"]) or v["prev"] != head or v["n"] != len(lines): return None
        kind, said = v["kind"], v["is"]
        if (kind == "started") != (last is None) or last and (last["kind"] == "interrupted" or last["kind"] == "stopped" and not (
                kind == "interrupted" and "found" in said) or last["is"].get("isRecovered") and kind != "interrupted"): return None
        if kind == "chunk":
            if (said["index"], said["offset"]) != (count, at): return None
            count, at = count + 1, at + said["sizeBytes"]
        lines.append(v); head = sha(row)
    return lines if rows[-1] == b"" and lines and lines[-1]["kind"] in ("stopped", "interrupted") else None
def summary(lines, journal):
    """What the ledger must say of a recording with this journal; its chunks that must agree, size and hash."""
    first, last = lines[0]["is"], lines[-1]; chunks, found = [l["is"] for l in lines if l["kind"] == "chunk"], last["is"].get("found")
    stop = lambda c: c["offset"] + c["sizeBytes"]
    lost = next((i for i, l in enumerate(lines) if l["kind"] == "chunk" and found and stop(l["is"]) > found["intactBytes"]), len(lines))
    stood = [l for l in lines[:lost] if l["kind"] != "interrupted" and not l["is"].get("isRecovered")]
    end = last["at"] if last["kind"] == "stopped" else stood[-1]["at"]
    total, since, gaps = 0, None, []
    for l in lines:
        now = int(l["at"]["monotonicNs"])
        if l["kind"] in ("started", "resumed") and since is None: since = now
        if l["kind"] == "paused":
            total, since = total + (now - since if since is not None else 0), None
            gaps.append(dict(mediaMs=l["is"]["mediaMs"], fromUtc=l["at"]["utc"], toUtc=None, reason=l["is"]["reason"]))
        elif l["kind"] == "resumed" and gaps and gaps[-1]["toUtc"] is None: gaps[-1]["toUtc"] = l["at"]["utc"]
    total += int(end["monotonicNs"]) - since if since is not None else 0
    said = dict(recordingId=first["recordingId"], source=first["source"], end=end, ending=last["is"].get("ending", "interrupted"), journal=journal,
                mediaDurationMs=last["is"].get("mediaMs", max(0, total // 1000000)), chunkCount=len(chunks), gaps=gaps[:1000],
                marks=[dict(mediaMs=l["is"]["mediaMs"], utc=l["at"]["utc"], label=l["is"]["label"]) for l in lines if l["kind"] == "marked"][:1000],
                notices=[dict(l["is"], utc=l["at"]["utc"]) for l in lines if l["kind"] == "noticed"][:1000])
    if "frames" in last["is"]: said["frames"] = last["is"]["frames"]
    if last["kind"] == "interrupted":
        said["interruption"] = dict(foundAtUtc=last["at"]["utc"], tailBytes=last["is"]["tailBytes"], missingBytes=last["is"]["missingBytes"])
        damaged = found["sizeBytes"] - last["is"]["tailBytes"] - found["intactBytes"] if found else 0
        if damaged > 0: said["interruption"]["damagedBytes"] = damaged
    size, digest = (found["sizeBytes"], found["sha256"]) if found else (stop(chunks[-1]), chunks[-1]["streamSha256"]) if chunks else (0, None)
    return dict(source="recording", clock=first["clock"], environment=first["environment"], recording=said), size, digest, [
        c for c in chunks if not found or stop(c) <= found["intactBytes"]]
def stage_recordings(bag, recordings):
    found = []
    for x, s in recordings:
        path, subject = "data/recordings/%s.journal.jsonl" % x["number"], "exhibit:" + x["number"]
        if path not in bag.sums: found.append(("RECORDING_JOURNAL_MISSING", subject)); continue
        if bag.sums[path][0] != s["provenance"]["recording"]["journal"]["sha256"]: found.append(("RECORDING_JOURNAL_HASH_MISMATCH", subject))
        lines = read_journal(bag.bytes[path])
        if not lines: found.append(("RECORDING_JOURNAL_INVALID", subject)); continue
        said, size, digest, chunks = summary(lines, s["provenance"]["recording"]["journal"])
        if (said, size, digest) != (s["provenance"], s["sizeBytes"], s["sha256"]): found.append(("RECORDING_JOURNAL_MISMATCH", subject)); continue
        start, length, running = bag.files[x["path"]][:2] + (hashlib.sha256(),) if x["path"] in bag.files else (0, None, None)
        for c in chunks if running else ():
            part = hashlib.sha256()
            for data in pieces(bag.file, start + c["offset"], min(c["sizeBytes"], length - c["offset"])): part.update(data); running.update(data)
            if (part.hexdigest(), running.hexdigest()) != (c["sha256"], c["streamSha256"]): found.append(("RECORDING_CHUNK_MISMATCH", subject)); break
    return found
def stage_derivatives(exhibits, items, report):
    found, count = [], 0
    for x in (x for x in exhibits if x["provenance"]["source"] == "derivative"):
        d, subject = x["provenance"]["derivative"], "exhibit:" + x["number"]; o = items.get(d["of"]); p = o and o["sealed"]["provenance"]
        if not o: report.say("NOT_CHECKED", "DERIVATIVE_ORIGINAL", subject, "原件（SHA-256 %s）不在这个证据包里" % d["ofSha256"]); continue
        count += 1; root = p["derivative"]["ofSource"] if p["source"] == "derivative" else p["source"]
        if o["seq"] >= x["seq"] or (o["sealed"]["sha256"], root) != (d["ofSha256"], d["ofSource"]): found.append(("DERIVATIVE_UNKNOWN_ORIGINAL", subject))
    return found, count
def stage_dossier(bag, stated):
    is_same, count, held, (start, size, _) = stated["path"] == DOSSIER and bag.sums.get(DOSSIER, [0])[0] == stated["sha256"], 0, b"", bag.files.get(
        DOSSIER, (0, 0, 0))
    for data in pieces(bag.file, start, size): count += (held[-8:] + data).count(b"startxref"); held = (held + data)[-64:]
    is_added = count > 1 or count and not re.search(rb"startxref[\r\n]{1,2}\d{1,15}[\r\n]{1,2}%%EOF(\r\n|\r|\n)?\Z", held)
    return [("DOSSIER_MISMATCH", DOSSIER)] * (not is_same) + [("DOSSIER_INCREMENTAL", DOSSIER)] * bool(is_added)
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
def verify(file, size, roots, report):
    """All stages; True when nothing was withheld, None when openssl was needed and cannot do it."""
    files, found = stage_archive(file, size); report.check("ARCHIVE", "压缩包的结构与导出时一致", found)
    if found: return False
    bag = Bag(file, files); tags = [p for p in files if not p.startswith("data/") and p != "tagmanifest-sha256.txt"]
    report.check("ARCHIVE_CHECKSUMS", "每个文件的 CRC-32 相符", bag.wrong); report.check("BAG", "BagIt 声明与文件总数相符", stage_bag(bag))
    report.check("TAG_MANIFEST", "说明文件与清单相符", stage_manifest(bag, "tagmanifest-sha256.txt", tags, "TAG_MANIFEST_MISSING"))
    others = [("MANIFEST_AMBIGUOUS", p) for p in files if re.match("(tag)?manifest-", p) and p not in (
        "manifest-sha256.txt", "tagmanifest-sha256.txt", "manifest-signature.txt")]
    report.check("MANIFEST", "%d 个文件与清单里的 SHA-256 相符" % len(bag.payload),
                 others or stage_manifest(bag, "manifest-sha256.txt", bag.payload, "MANIFEST_MISSING"))
    entries, found = stage_entries(bag); report.check("LEDGER_ENTRIES", "%d 条账本记录格式正确、前后相连" % len(entries), found)
    head, found = stage_inclusion(bag, entries); report.check("INCLUSION_PROOFS", "每条记录都在账本头所指的账本里", found)
    is_old, tokens, is_proven, is_able = (bag.text("bag-info.txt") or "").startswith("Liuhen-Package-Format: 1\n"), [], False, True
    expected = {DOSSIER, "data/验证说明.txt", "data/evidence.json", "data/ledger/entries.jsonl", "data/ledger/proofs.json", "data/ledger/tree-head.txt"}
    if not is_old and head:
        paths, checkpoints, found = stage_checkpoints(bag, head); is_able = not (checkpoints or "manifest-signature.txt" in files) or is_openssl_able()
        if found or checkpoints: report.check("CHECKPOINTS", "%d 个检查点都是这本账的先后时刻" % len(checkpoints), found)
        signed, is_signed_whole, found = stage_signature(bag, entries, head[0], checkpoints, report) if is_able else (set(), False, [])
        if is_able and (found or checkpoints or is_signed_whole): report.check("SIGNATURE", "%d 个检查点的签名成立" % len(signed), found)
        if not checkpoints or not is_able: report.say("NOT_CHECKED", "SIGNATURE", "", "没有签过名的检查点" if is_able else "这台电脑没有可用的 openssl 3")
        sizes = [int(re.search(r"(\d+)\.txt$", p)[1]) for p in paths]
        listed, tokens, found, count = stage_timestamps(bag, sizes, checkpoints if is_able else {}, roots, report)
        if found or tokens: report.check("TIMESTAMPS", "%d 个可信时间戳成立" % len(tokens), found)
        if not count and not found or not is_able: report.say("NOT_CHECKED", "TIMESTAMPS", "", "没有检查过的时间戳；时间来自提交人的电脑")
        tokens = [t for t in tokens if t[0] in signed]; is_proven = is_signed_whole and any(t[0] == head[1] for t in tokens)
        expected |= {"data/verify.html", "data/ledger/checkpoints.json", "data/timestamps/timestamps.json", *paths, *listed}
    index, code = shaped(bag.bytes.get("data/evidence.json"), "index")
    if code: report.check("EVIDENCE_INDEX", "", [(code, "data/evidence.json")]); return False
    exhibits = index["exhibits"]; facts, items = replay(entries, index["order"]["id"])
    report.check("EVIDENCE_INDEX", "证据索引与账本记录一致", stage_evidence(bag, index, entries, head, items, facts))
    report.check("ORIGINALS", "%d 件原始文件与固定时的 SHA-256 相符" % len(exhibits), stage_originals(bag, exhibits, expected))
    recordings = [(x, items[x["itemId"]]["sealed"]) for x in exhibits if x["itemId"] in items and
                  items[x["itemId"]]["sealed"]["provenance"]["source"] == "recording"]
    if recordings: report.check("RECORDINGS", "%d 段录屏与各自的流水逐段相符" % len(recordings), stage_recordings(bag, recordings))
    texts = [("data/transcripts/%s.txt" % x["number"], words(items[x["itemId"]]["transcript"]), x) for x in exhibits if
             x["itemId"] in items and items[x["itemId"]]["transcript"]]
    if texts: report.check("TRANSCRIPTS", "%d 份文字稿与账本里登记的一致" % len(texts), [
        ("TRANSCRIPT_MISMATCH" if p in bag.bytes else "TRANSCRIPT_MISSING", "exhibit:" + x["number"]) for p, t, x in texts if bag.bytes.get(p) != t])
    found, count = stage_derivatives(exhibits, items, report)
    if count: report.check("DERIVATIVES", "%d 件截取的证据与原件相符" % count, found)
    report.check("DOSSIER", "卷宗 PDF 与索引所记一致", stage_dossier(bag, index["dossier"]))
    if is_old: report.say("NOT_CHECKED", "SIGNATURE"); report.say("NOT_CHECKED", "TRUSTED_TIME", "", "这一版的证据包没有签名和可信时间")
    is_timed = stage_time(exhibits, items, tokens, report) if not is_old else False
    return is_proven and is_timed if is_able else None
def main():
    parser = argparse.ArgumentParser(usage="verify.py PACKAGE.zip [--tsa-root FILE.pem|SHA256]... [--json]")
    parser.add_argument("package"); parser.add_argument("--tsa-root", action="append", default=[]); parser.add_argument("--json", action="store_true")
    asked, report, roots = parser.parse_args(), Report(), set(TRUSTED); sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        for root in asked.tsa_root:
            if re.fullmatch("[0-9a-fA-F]{64}", root): roots.add(root.lower())
            else:
                with open(root, "rb") as file: roots |= {sha(base64.b64decode(b)) for b in re.findall(rb"BEGIN CERTIFICATE-----([^-]+)-", file.read())}
        with open(asked.package, "rb") as file: outcome = verify(file, os.path.getsize(asked.package), roots, report)
    except (OSError, NotAPackage, ValueError) as problem: sys.stderr.write("verify.py: %s\n" % problem); return 2
    verdict = "failed" if report.has("FAIL") else "verified" if outcome else "integrity-only"
    if asked.json: print(json.dumps(dict(verdict=verdict, checks=report, notProved=NOT_PROVED), ensure_ascii=False, indent=1))
    else:
        for line in report: print("  ".join(filter(None, (line["result"].replace("_", " "), line["code"], line["subject"], line["detail"]))))
        print("结论：%s\n%s" % (dict(failed="不通过", verified="已验证")[verdict] if verdict != "integrity-only" else "仅完整性", NOT_PROVED))
    return 1 if verdict == "failed" else 2 if outcome is None else 0
if __name__ == "__main__": sys.exit(main())
