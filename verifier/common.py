"""What all stages use: forms of JSON values, hashes, openssl, the report."""
import hashlib, json, os, re, subprocess, tempfile, unicodedata
from decimal import Decimal

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "forms.json"), encoding="utf-8") as forms: FORMS = json.load(forms)
def raw_sha(data): return hashlib.sha256(data).digest()
def sha(data): return hashlib.sha256(data).hexdigest()
def utf16(text): return text.encode("utf-16-be", "surrogatepass")
def fits(form, v):
    """Whether a value has a form of forms.json."""
    if isinstance(form, dict):
        form = {k: f for part in [FORMS[name] for name in form.get("+", [])] + [form] for k, f in part.items() if k != "+"}
        return isinstance(v, dict) and all(k in form or k + "?" in form for k in v) and all(
            fits(f, v[k.rstrip("?")]) if k.rstrip("?") in v else k[-1] == "?" for k, f in form.items())
    if isinstance(form, list): return any(fits(f, v) for f in form)
    if form[0] == "/": return isinstance(v, str) and re.fullmatch(form[1:], v) is not None
    many, whole, size = (re.fullmatch(p, form) for p in (r"(\w+)\[(\d+)-(\d+)\]", r"(-?\d+)\.\.(\d+)", r"(text|line) (\d+) (\d+)"))
    if many: return isinstance(v, list) and int(many[2]) <= len(v) <= int(many[3]) and all(fits(many[1], x) for x in v)
    if whole: return type(v) is int and int(whole[1]) <= v <= int(whole[2])
    if size: return isinstance(v, str) and int(size[2]) <= len(utf16(v)) // 2 <= int(size[3]) and not (size[1] == "line" and (
        v != v.strip() or "\ufeff" in v[0] + v[-1] or {"Cc", "Zl", "Zp"} & set(map(unicodedata.category, v))))
    plain = {"null": v is None, "true": v is True, "false": v is False, "text": isinstance(v, str), "anyObject": isinstance(v, dict)}
    return type(v) in (int, float) and v > 0 if form == "positive" else plain[form] if form in plain else fits(FORMS[form], v)
def canonical(v):
    """RFC 8785: one spelling for each value."""
    if isinstance(v, dict): return "{" + ",".join(canonical(k) + ":" + canonical(v[k]) for k in sorted(v, key=utf16)) + "}"
    if isinstance(v, list): return "[" + ",".join(map(canonical, v)) + "]"
    if not isinstance(v, float): return json.dumps(v, ensure_ascii=False)
    shown = format(Decimal(repr(v)), "f") if 1e-6 <= abs(v) < 1e21 else re.sub(r"e([+-])0", r"e\1", repr(v or 0.0))
    return re.sub(r"\.0$", "", shown)
def shaped(data, form, spelling="INDEX_NOT_CANONICAL", members="INDEX_SCHEMA_INVALID"):
    """The value of bytes that are canonical (no member twice, no other spelling) and have a form, and the code of what is wrong."""
    try:
        value = json.loads((data or b"").decode("utf-8"), parse_int=lambda t: int(t) if abs(int(t)) < 2**53 else float(t))
        return value, None if canonical(value).encode("utf-8") != data and 1 / 0 else None if fits(form, value) else members
    except (ValueError, ArithmeticError, RecursionError): return None, spelling
class Report(list):
    """PASS for a check without findings, FAIL for each finding (code, subject)."""
    def say(self, result, code, subject="", detail=""): self.append(dict(result=result, code=code, subject=subject, detail=detail))
    def check(self, code, detail, findings):
        for found, subject in findings[:1000]: self.say("FAIL", found, subject)
        if not findings: self.say("PASS", code, "", detail)
def openssl(command, **files):
    """Whether `openssl` says yes; a word @name is a file with these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file: file.write(data)
        words = ["openssl"] + [os.path.join(folder, w[1:]) if w[0] == "@" else w for w in command.split()]
        try: return subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
        except OSError: return False
