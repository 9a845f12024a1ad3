import {
  BAG_DECLARATION,
  type ManifestLine,
  type PackageFormat,
  packageFormatOf,
  packagePaths,
  parseManifest,
  payloadOxumOf,
} from '../../manifest/index.ts';
import type { Finding } from '../report.ts';
import type { Measured } from './measure.ts';

/** A bag after every byte of it was read. */
export interface MeasuredBag {
  readonly files: ReadonlyMap<string, Measured>;
  /** The small files, whole. */
  readonly texts: ReadonlyMap<string, Uint8Array>;
  /** Whether the dossier is a PDF with something written behind its end. */
  readonly isDossierAppended: boolean;
}

const NOT_ORIGINAL = '可能被改过。请使用导出时的原文件。';

/** What is wrong with the bag's own files (RFC 8493 section 3): declaration, description, tag manifest. */
export function findBagDamage(bag: MeasuredBag): readonly Finding[] {
  const declaration = textOf(bag, packagePaths.declaration);
  if (declaration === undefined)
    return [{ code: 'BAG_DECLARATION_MISSING', detail: '没有 bagit.txt：这不是留痕的证据包。' }];
  if (declaration !== BAG_DECLARATION) {
    return [
      {
        code: 'BAG_DECLARATION_INVALID',
        subject: packagePaths.declaration,
        detail: `bagit.txt 的内容不对，${NOT_ORIGINAL}`,
      },
    ];
  }
  const stated = payloadOxumOf(textOf(bag, packagePaths.description) ?? '');
  const payload = [...bag.files].filter(([path]) => path.startsWith('data/'));
  const sizeBytes = payload.reduce((total, [, measured]) => total + measured.sizeBytes, 0);
  if (stated?.sizeBytes !== sizeBytes || stated.fileCount !== payload.length) {
    const detail = `bag-info.txt 记的文件数和总字节数与实际不符，${NOT_ORIGINAL}`;
    return [{ code: 'BAG_PAYLOAD_COUNT', subject: packagePaths.description, detail }];
  }
  if (formatOf(bag) === undefined) {
    const detail = 'bag-info.txt 写的证据包格式不认得：被改过，或来自更新版本的留痕。请用新版本校验。';
    return [{ code: 'BAG_FORMAT_UNKNOWN', subject: packagePaths.description, detail }];
  }
  return [];
}

/** The format that the bag's description states; undefined when it states none that this program knows. */
export function formatOf(bag: MeasuredBag): PackageFormat | undefined {
  return packageFormatOf(textOf(bag, packagePaths.description) ?? '');
}

/** Names like a manifest's that a package has; any other would be a second manifest. */
const ownManifests: ReadonlySet<string> = new Set([
  packagePaths.manifest,
  packagePaths.tagManifest,
  packagePaths.manifestSignature,
]);

/** Differences between the payload and its manifest, one finding a file. */
export function findManifestDamage(bag: MeasuredBag): readonly Finding[] {
  const others = [...bag.files.keys()].filter(
    (path) => /^(tag)?manifest-/.test(path) && !ownManifests.has(path),
  );
  if (others.length > 0) {
    const detail = '有不止一份清单：核对的和看到的可能不是同一份。';
    return others.map((subject) => ({ code: 'MANIFEST_AMBIGUOUS', subject, detail }));
  }
  const payload = [...bag.files.keys()].filter((path) => path.startsWith('data/'));
  return compare(bag, packagePaths.manifest, payload, 'MANIFEST_MISSING');
}

/** The same of the files that describe the bag. */
export function findTagManifestDamage(bag: MeasuredBag): readonly Finding[] {
  const tagFiles = [...bag.files.keys()].filter(
    (path) => !path.startsWith('data/') && path !== packagePaths.tagManifest,
  );
  return compare(bag, packagePaths.tagManifest, tagFiles, 'TAG_MANIFEST_MISSING');
}

function compare(
  bag: MeasuredBag,
  manifestPath: string,
  present: readonly string[],
  missingCode: string,
): readonly Finding[] {
  const text = textOf(bag, manifestPath);
  if (text === undefined)
    return [{ code: missingCode, subject: manifestPath, detail: `没有清单 ${manifestPath}，无法核对。` }];
  const manifest = parseManifest(text);
  if (!manifest.ok)
    return [{ code: manifest.error.code, subject: manifestPath, detail: manifest.error.message }];
  const listed = new Set(manifest.value.map(({ path }) => path));
  return [
    ...manifest.value.flatMap((line) => compareLine(bag, line)),
    ...present
      .filter((path) => !listed.has(path))
      .map((subject) => ({
        code: 'FILE_NOT_IN_MANIFEST',
        subject,
        detail: '证据包里多出的文件，清单里没有：是后来放进去的。',
      })),
  ];
}

function compareLine(bag: MeasuredBag, { path, sha256 }: ManifestLine): readonly Finding[] {
  const file = bag.files.get(path);
  if (file === undefined)
    return [{ code: 'FILE_MISSING', subject: path, detail: '清单里有、证据包里没有：文件被删掉了。' }];
  if (file.sha256 === sha256) return [];
  return [
    { code: 'MANIFEST_MISMATCH', subject: path, detail: '内容与清单里的 SHA-256 不符：文件被改过或已损坏。' },
  ];
}

/** A small file of the bag as text; undefined when it is absent or not UTF-8. */
export function textOf(bag: MeasuredBag, path: string): string | undefined {
  const bytes = bag.texts.get(path);
  if (bytes === undefined) return undefined;
  const text = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes);
  return text.includes('\uFFFD') ? undefined : text;
}
