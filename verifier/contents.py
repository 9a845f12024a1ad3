"""Stages 11 to 16: what is shown is what was hashed. EVIDENCE_INDEX, ORIGINALS, RECORDINGS, TRANSCRIPTS, DERIVATIVES, DOSSIER."""
import hashlib, re
from common import fits, sha, shaped

DOSSIER = "data/dossier.pdf"
EXTENSIONS = dict(pair.split("=") for pair in """image/png=png image/jpeg=jpg image/webp=webp image/gif=gif image/bmp=bmp image/tiff=tiff
image/heic=heic image/avif=avif image/svg+xml=svg.txt application/pdf=pdf application/zip=zip application/json=json.txt text/plain=txt text/csv=csv
text/html=html.txt application/vnd.openxmlformats-officedocument.spreadsheetml.sheet=xlsx video/mp4=mp4 video/quicktime=mov video/x-matroska=mkv
application/vnd.openxmlformats-officedocument.wordprocessingml.document=docx video/webm=webm audio/mp4=m4a audio/mpeg=mp3 audio/wav=wav
audio/amr=amr""".split())
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
def stage_evidence(index, entries, head, items, facts):
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
            if bag.sum(x["path"]) != x["sha256"]] + [("FILE_NOT_EXPECTED", p) for p in bag.payload if p not in expected]
def read_journal(data):
    """Lines of a whole journal with an end; None otherwise (docs/format.md section 8)."""
    lines, head, at, count, rows = [], "0" * 64, 0, 0, data.split(b"\n")
    for row in rows[:-1]:
        v, code = shaped(row, "journalLine"); last = lines[-1] if lines else None
        if code or not fits(v["kind"], v["is"]) or v["prev"] != head or v["n"] != len(lines): return None
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
def stage_recordings(bag, exhibits, items):
    found, recordings = [], [x for x in exhibits if items[x["itemId"]]["sealed"]["provenance"]["source"] == "recording"]
    for x in recordings:
        s = items[x["itemId"]]["sealed"]
        path, subject = "data/recordings/%s.journal.jsonl" % x["number"], "exhibit:" + x["number"]
        if path not in bag.sums: found.append(("RECORDING_JOURNAL_MISSING", subject)); continue
        if bag.sum(path) != s["provenance"]["recording"]["journal"]["sha256"]: found.append(("RECORDING_JOURNAL_HASH_MISMATCH", subject))
        lines = read_journal(bag.bytes[path])
        if not lines: found.append(("RECORDING_JOURNAL_INVALID", subject)); continue
        said, size, digest, chunks = summary(lines, s["provenance"]["recording"]["journal"])
        if (said, size, digest) != (s["provenance"], s["sizeBytes"], s["sha256"]): found.append(("RECORDING_JOURNAL_MISMATCH", subject)); continue
        start, length, running = bag.files[x["path"]][:2] + (hashlib.sha256(),) if x["path"] in bag.files else (0, None, None)
        for c in chunks if running else ():
            part = hashlib.sha256()
            for data in bag.pieces(start + c["offset"], min(c["sizeBytes"], length - c["offset"])): part.update(data); running.update(data)
            if (part.hexdigest(), running.hexdigest()) != (c["sha256"], c["streamSha256"]): found.append(("RECORDING_CHUNK_MISMATCH", subject)); break
    return found, len(recordings)
def stage_transcripts(bag, exhibits, items):
    wanted = [("data/transcripts/%s.txt" % x["number"], x, items[x["itemId"]]["transcript"]) for x in exhibits if items[x["itemId"]]["transcript"]]
    return [("TRANSCRIPT_MISMATCH" if path in bag.bytes else "TRANSCRIPT_MISSING", "exhibit:" + x["number"]) for path, x, transcript in wanted
            if bag.bytes.get(path) != words(transcript)], len(wanted)
def stage_derivatives(exhibits, items, report):
    found, count = [], 0
    for x in (x for x in exhibits if x["provenance"]["source"] == "derivative"):
        d, subject = x["provenance"]["derivative"], "exhibit:" + x["number"]; o = items.get(d["of"]); p = o and o["sealed"]["provenance"]
        if not o: report.say("NOT_CHECKED", "DERIVATIVE_ORIGINAL", subject, "原件（SHA-256 %s）不在这个证据包里" % d["ofSha256"]); continue
        count += 1; root = p["derivative"]["ofSource"] if p["source"] == "derivative" else p["source"]
        if o["seq"] >= x["seq"] or (o["sealed"]["sha256"], root) != (d["ofSha256"], d["ofSource"]): found.append(("DERIVATIVE_UNKNOWN_ORIGINAL", subject))
    return found, count
def stage_dossier(bag, stated):
    is_same, count, held, (start, size, _) = stated["path"] == DOSSIER and bag.sum(DOSSIER) == stated["sha256"], 0, b"", bag.files.get(
        DOSSIER, (0, 0, 0))
    for data in bag.pieces(start, size): count += (held[-8:] + data).count(b"startxref"); held = (held + data)[-64:]
    is_added = count > 1 or count and not re.search(rb"startxref[\r\n]{1,2}\d{1,15}[\r\n]{1,2}%%EOF(\r\n|\r|\n)?\Z", held)
    return [("DOSSIER_MISMATCH", DOSSIER)] * (not is_same) + [("DOSSIER_INCREMENTAL", DOSSIER)] * bool(is_added)
