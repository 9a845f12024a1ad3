"""Stage 10, TIMESTAMPS: tokens of RFC 3161. What they say is read here; that it holds, openssl says."""
import base64, calendar, hashlib, re, time
from collections import Counter, namedtuple
from common import openssl, raw_sha, sha, shaped

Element, Certificate = namedtuple("Element", "tag body kids raw"), namedtuple("Certificate", "raw serial issuer start end subject more")
ERRORS = (ValueError, IndexError, TypeError, AttributeError, KeyError, StopIteration)
def der(data, depth=0):
    found, at = [], 0
    while at < len(data):
        start, tag, n, at = at, data[at], data[at + 1], at + 2
        if n > 127: n, at = int.from_bytes(data[at:at + n - 128], "big"), at + n - 128
        if tag & 31 == 31 or at + n > len(data) or depth > 30 or at - start > 2 and (n < 128 or not data[start + 2]): raise ValueError("no DER")
        found.append(Element(tag, data[at:at + n], der(data[at:at + n], depth + 1) if tag & 32 else [], data[start:at + n])); at += n
    return found
def oid(element):
    arcs, value = [], 0
    for b in element.body: value = value * 128 + (b & 127); arcs, value = (arcs, value) if b > 127 else (arcs + [value], 0)
    top = min(2, arcs[0] // 40); return ".".join(map(str, [top, arcs[0] - 40 * top] + arcs[1:]))
def whole(body):
    if not body or body[0] > 127 or len(body) > 1 and not body[0] and body[1] < 128: raise ValueError("no number")
    return int.from_bytes(body, "big")
def when(element):
    shown = element.body.decode("ascii"); shown = ("19" if shown > "5" else "20") * (element.tag == 0x17) + shown
    m = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,30}[1-9]))?Z", shown)
    return "%s-%s-%sT%s:%s:%s.%sZ" % (m.groups()[:6] + ((m[7] or "")[:3].ljust(3, "0"),))
def certificate(raw):
    (outer,) = der(raw); inner = outer.kids[0].kids; inner = inner[inner[0].tag == 0xA0:]
    more = {oid(e.kids[0]): e.kids[1:] for e in inner[-1].kids[0].kids} if inner[-1].tag == 0xA3 else {}
    return Certificate(raw, inner[0].raw, inner[2].raw, when(inner[3].kids[0]), when(inner[3].kids[1]), inner[4].raw, more)
def pem(raw): return b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(raw) + b"-----END CERTIFICATE-----\n"
def check_token(stamped, asked, answered, chain_pem):
    """The first thing that is wrong with a token, what it says, and how many certificates its chain has."""
    try: chain = [certificate(base64.b64decode(block)) for block in re.findall(rb"BEGIN CERTIFICATE-----([^-]+)-", chain_pem)] if re.fullmatch(
        rb"(-----BEGIN CERTIFICATE-----\r?\n([0-9A-Za-z+/=]{1,76}\r?\n)+-----END CERTIFICATE-----\r?\n?)+", chain_pem) else []
    except ERRORS: chain = []
    try:
        (ask,), (answer,) = der(asked), der(answered)
        if whole(answer.kids[0].kids[0].body) > 1: return "TIMESTAMP_REFUSED", None, 0
        data = answer.kids[1].kids[1].kids[0].kids; info = der(data[2].kids[1].kids[0].body)[0].kids
        said, want, (signer,) = {k.tag: k for k in info[5:]}, {k.tag: k for k in ask.kids[2:]}, data[-1].kids
        exact = {k.tag: whole(k.body) for k in said[0x30].kids} if 0x30 in said else None
        imprints, nonces = [(oid(i.kids[0].kids[0]), i.kids[1].body) for i in (ask.kids[1], info[2])], [2 in s and whole(s[2].body) for s in (want, said)]
        facts = dict(genTimeUtc=when(info[4]), serialHex="%x" % whole(info[3].body), policy=oid(info[1]), signerSha256=sha(chain[0].raw) if chain else "",
                     accuracyMs=None if exact is None else exact.get(2, 0) * 1000 + exact.get(0x80, 0) - -exact.get(0x81, 0) // 1000,
                     rootSha256=sha(chain[-1].raw) if chain else "", chainExpiresUtc=min((c.end for c in chain), default=""))
    except ERRORS: return "TIMESTAMP_MALFORMED", None, 0
    if imprints != [("2.16.840.1.101.3.4.2.1", raw_sha(stamped))] * 2: return "TIMESTAMP_IMPRINT_MISMATCH", None, 0
    if 2 in want and nonces[0] != nonces[1]: return "TIMESTAMP_NONCE_MISMATCH", None, 0
    if 6 in want and oid(want[6]) != facts["policy"]: return "TIMESTAMP_POLICY_MISMATCH", None, 0
    try:
        mine = next(c for c in (certificate(k.raw) for k in data[3].kids if data[3].tag == 0xA0) if signer.kids[1].body == c.issuer + c.serial)
        named = {oid(a.kids[0]): a.kids[1].kids[0] for a in signer.kids[3].kids}; named = [named[a] for a in (  # ESSCertID, ESSCertIDv2
            "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47") if a in named]
        hashes = {next(k.body for k in a.kids[0].kids[0].kids if k.tag == 4) for a in named}
        right = {hashlib.new(n, mine.raw).digest() for n in ("sha1", "sha256", "sha384", "sha512")}
        if not hashes or hashes - right or not re.match(r"2\.16\.840\.1\.101\.3\.4\.2\.[123]$", oid(signer.kids[2].kids[0])) or not openssl(
                "cms -verify -noverify -binary -inform DER -in @t -out @o", t=answer.kids[1].raw): raise ValueError("signature")
        use, bits = mine.more.get("2.5.29.37", []), der(mine.more["2.5.29.15"][-1].body)[0].body[1:] if "2.5.29.15" in mine.more else b"\x80"
        if len(use) < 2 or use[0].body != b"\xff" or [oid(k) for k in der(use[1].body)[0].kids] != ["1.3.6.1.5.5.7.3.8"] or (
                not bits[0] & 0xC0 or bits[0] & 0x3F or any(bits[1:])): return "TIMESTAMP_CERTIFICATE_PURPOSE", None, 0
    except ERRORS: return "TIMESTAMP_SIGNATURE_INVALID", None, 0
    second = facts["genTimeUtc"][:19]; at = "-attime %d" % calendar.timegm(time.strptime(second, "%Y-%m-%dT%H:%M:%S"))
    if any(not c.start <= second + ".000Z" <= c.end for c in [mine] + chain): return "TIMESTAMP_CERTIFICATE_EXPIRED", None, 0
    if not chain or chain[0].raw != mine.raw or chain[-1].issuer != chain[-1].subject or any(a.issuer != b.subject or not openssl(
            "verify %s -partial_chain -trusted @i @c" % at, i=pem(b.raw), c=pem(a.raw)) for a, b in zip(chain, chain[1:])) or not openssl(
            "ts -verify -data @d -in @r -CAfile @c " + at, d=stamped, r=answered, c=chain_pem): return "TIMESTAMP_CHAIN_INVALID", None, 0
    return None, facts, len(chain)
def stage_timestamps(bag, sizes, checkpoints, roots, report):
    """Paths that are listed, [(size, facts, authority)] of trusted tokens, findings, how many there are."""
    place = "data/timestamps/timestamps.json"; listed, code = shaped(bag.bytes.get(place), "stamps"); rows = [] if code else listed["timestamps"]
    counted, trusted, found, stems, files = Counter(), [], [], [], [r[k] for r in rows for k in ("request", "response", "chain")]
    for size in (r["checkpoint"] for r in rows): counted[size] += 1; stems.append("data/timestamps/%d-%d." % (size, counted[size]))
    paths, order = [f["path"] for f in files], [r["checkpoint"] for r in rows]
    if code or order != sorted(order) or paths != [stem + end for stem in stems for end in ("tsq", "tsr", "chain.pem")]:
        return [], [], [("TIMESTAMP_LIST_INVALID", place)], 0
    if any(bag.sums.get(f["path"]) != (f["sha256"], f["sizeBytes"]) for f in files) or set(order) - set(sizes): return paths, [], [
        ("TIMESTAMP_LIST_INVALID", place)], 0
    for r in (r for r in rows if r["checkpoint"] in checkpoints):
        path = r["response"]["path"]; code, facts, length = check_token(bag.bytes[checkpoints[r["checkpoint"]][0]], *(
            bag.bytes[r[k]["path"]] for k in ("request", "response", "chain")))
        if code or length > 1 and facts != r["token"]: found.append((code or "TIMESTAMP_STATED_WRONG", path))
        elif length > 1 and facts["rootSha256"] in roots: trusted.append((r["checkpoint"], facts, r["authority"]["name"]))
        else: report.say("NOT_CHECKED", "TIMESTAMP_ROOT_UNKNOWN", path, "它的根证书不在信任之列")
    return paths, trusted, found, len(rows)
