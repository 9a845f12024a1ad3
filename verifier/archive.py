"""Stage 1, ARCHIVE: a ZIP whose every byte outside the files is the one that the exporter writes."""
import re, struct, unicodedata

class NotAPackage(Exception): pass
def name_problem(raw):
    name = raw.decode("utf-8", "replace"); parts, kinds = name.split("/"), set(map(unicodedata.category, name))
    for code, holds in (("NAME_INVALID", name.encode() != raw), ("PATH_ABSOLUTE", re.match("/|[A-Za-z]:", name)), ("NAME_INVALID", "\\" in name),
                        ("PATH_ESCAPES", {"..", "."} & set(parts)), ("NAME_INVALID", {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} & kinds or not name
                         or len(raw) > 240 or re.search('[:*?"<>|]', name)), ("ENTRY_NOT_REGULAR", not parts[-1]),
                        ("NAME_INVALID", any(not p or p[-1] in ". " for p in parts))):
        if holds: return "ARCHIVE_" + code
def directory(file, size):
    """(raw name, file type, flags, method, crc, packed size, size, offset) of each entry of the central directory; None if too many."""
    base = file.seek(max(0, size - 65557)); tail = file.read(); at, here, entries = tail.rfind(b"PK\5\6", 0, max(0, len(tail) - 18)), 0, []
    disk, count, length, place, comment = struct.unpack_from("<4xH4xHLLH", tail, at if at >= 0 else len(tail))
    if comment != len(tail) - at - 22 or disk: raise ValueError("no end record")
    end = base + at
    if count == 0xFFFF or 0xFFFFFFFF in (length, place):
        file.seek(end - 20); locator, end = struct.unpack("<4s4xQ4x", file.read(20)); file.seek(end)
        magic, count, place = struct.unpack("<4s28xQ8xQ", file.read(56)); place = place if locator + magic == b"PK\6\7PK\6\6" else end + 1
    if place > end: raise ValueError("no end record")
    file.seek(place); data = file.read(min(end - place, 2**26))
    for _ in range(count) if count <= 20000 else ():
        magic, flags, method, crc, packed, length, n, x, c, mode, offset = struct.unpack_from("<4s4xHH4xLLLHHH4xLL", data, here)
        start, here, values = here + 46, here + 46 + n + x + c, [length, packed, offset]
        if magic != b"PK\1\2" or here > len(data): raise ValueError("no entry")
        wide = iter(struct.unpack_from("<%dQ" % values.count(0xFFFFFFFF), data, start + n + 4)) if 0xFFFFFFFF in values else None
        length, packed, offset = (next(wide) if v == 0xFFFFFFFF else v for v in values)  # all ones: the 64-bit value stands in the extra field
        entries.append((data[start:start + n], mode >> 16 & 0o170000, flags, method, crc, packed, length, offset))
    return entries if count <= 20000 else None
def cut(value, most=0xFFFFFFFF): return min(value, most)
def headers(name, crc, size, offset):
    """Local and central header of a stored file (PKWARE APPNOTE 4.3.7, 4.3.12): functions of these four values alone."""
    def fields(values):
        extra = struct.pack("<HH%dQ" % len(values), 1, 8 * len(values), *values) if values else b""
        return extra, struct.pack("<HHHHHLLLHH", 45 if extra else 20, 0x800, 0, 0, 0x21, crc, cut(size), cut(size), len(name), len(extra))
    big = [size] * 2 * (size >= 0xFFFFFFFF); (here, local), (there, central) = fields(big), fields(big + [offset] * (offset >= 0xFFFFFFFF))
    return b"PK\3\4" + local + name + here, b"PK\1\2" + struct.pack("<H", 0x32D if there else 0x314) + central + struct.pack(
        "<HHHLL", 0, 0, 0, 0o100644 << 16, cut(offset)) + name + there
def stage_archive(file, size):
    """{path: (start, size, crc)} and findings."""
    is_zip, found, seen, whole, at, central, files = file.read(2) == b"PK", [], {}, [], 0, b"", {}
    try: entries = directory(file, size)
    except (struct.error, ValueError, OverflowError, OSError, StopIteration):
        if is_zip: return {}, [("ARCHIVE_UNREADABLE", "")]
        raise NotAPackage("这不是证据包（ZIP）。")
    if entries is None: return {}, [("ARCHIVE_TOO_MANY_ENTRIES", "")]
    for raw, kind, flags, method, crc, packed, length, offset in entries:
        code = name_problem(raw) or ("ARCHIVE_ENTRY_NOT_REGULAR" if kind not in (0, 0o100000) else "ARCHIVE_ENTRY_ENCRYPTED" if flags & 1 else
                                     "ARCHIVE_ENTRY_COMPRESSED" if method else "ARCHIVE_SIZE_FALSE" if packed != length else None)
        found.append((code, ascii(raw))) if code else whole.append((raw.decode(), crc, length, offset))
    for name, *_ in whole:
        key = unicodedata.normalize("NFKC", name).lower(); before = seen.get(key); seen[key] = name
        if before: found.append(("ARCHIVE_NAME_DUPLICATE" if before == name else "ARCHIVE_NAME_TWIN", name))
    if sum(w[2] for w in whole) > size: found.append(("ARCHIVE_SIZE_FALSE", ""))
    if found: return {}, found
    folder = whole[0][0].split("/")[0] + "/" if whole else "/"
    for name, crc, length, offset in whole:
        local, entry = headers(name.encode(), crc, length, at); file.seek(at)
        if offset != at or file.read(len(local)) != local: return {}, [("ARCHIVE_NOT_AS_EXPORTED", name)]
        files[name[len(folder):] if name.startswith(folder) else ""] = at + len(local), length, crc
        at, central = at + len(local) + length, central + entry
    n, d = len(whole), len(central); file.seek(at)
    if n >= 0xFFFF or d >= 0xFFFFFFFF or at >= 0xFFFFFFFF:
        central += struct.pack("<4sQHHLLQQQQ4sLQL", b"PK\6\6", 44, 0x32D, 45, 0, 0, n, n, d, at, b"PK\6\7", 0, at + d, 1)
    central += struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, cut(n, 0xFFFF), cut(n, 0xFFFF), cut(d), cut(at), 0)
    is_same = file.read(len(central) + 1) == central
    return files, [("ARCHIVE_NOT_AS_EXPORTED", "central-directory")] * (not is_same) or [("BAG_FOLDER_INVALID", "")] * ("" in files)
