import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatSignedNote,
  isNoteSignedBy,
  isSignature,
  keyIdOf,
  parseSignedNote,
  type SignedNote,
} from '../../../../core/checkpoints/index.ts';
import { fromHex, toHex } from '../../../../core/hex.ts';
import { fromBase64 } from '../../../../core/ledger/index.ts';

// The example of Go's golang.org/x/mod/sumdb/note, and that of the C2SP signed-note specification.
const vectors = [
  {
    key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    note:
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  },
  {
    key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    note:
      'This is an example message.\n\n' +
      '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
  },
].map(({ key, note }) => {
  const [name = '', keyId = '', ...material] = key.split('+');
  return { name, keyId, publicKey: toHex(fromBase64(material.join('+')).slice(1)), note };
});

const secret = new Uint8Array(32).fill(7);
const publicKey = toHex(ed25519.getPublicKey(secret));
const sign = (keyName: string, body: string): SignedNote => ({
  body,
  keyName,
  keyId: keyIdOf(keyName, publicKey),
  signature: ed25519.sign(new TextEncoder().encode(body), secret),
});
/** Null when it is not a note, or not signed by this key. */
const opened = (text: string, key = publicKey) => {
  const note = parseSignedNote(text);
  return note.ok && isNoteSignedBy(note.value, key) ? note.value.body : null;
};

describe.each(vectors)('P25: the published note of $name', ({ name, keyId, publicKey: key, note }) => {
  it('has its key id, opens, and is written the same', () => {
    expect(keyIdOf(name, key)).toBe(keyId);
    const read = parseSignedNote(note);
    expect(read).toMatchObject({ ok: true, value: { keyName: name, keyId } });
    if (read.ok) expect(formatSignedNote(read.value)).toBe(note);
    expect(opened(note, key)).toBe(note.slice(0, note.lastIndexOf('\n\n') + 1));
  });

  it('does not open with another key, or under another name', () => {
    expect(opened(note, publicKey)).toBeNull();
    expect(opened(note.replace(`— ${name}`, '— somebody'), key)).toBeNull();
  });

  it('does not open after any one byte changed', () => {
    const bytes = new TextEncoder().encode(note);
    const open = [...bytes.keys()].filter((at) => {
      const changed = new TextDecoder().decode(bytes.with(at, (bytes[at] ?? 0) ^ 1));
      return opened(changed, key) !== null;
    });
    expect(open).toEqual([]);
  });
});

it('P25: signs as Go does: the published note comes out byte for byte', () => {
  // PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz
  const seed = fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz').slice(1);
  const [peter] = vectors;
  const body =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const signature = ed25519.sign(new TextEncoder().encode(body), seed);
  expect(formatSignedNote({ body, keyName: 'PeterNeumann', keyId: 'c74f20a3', signature })).toBe(peter?.note);
});

describe('P27: no other spelling is a note', () => {
  const note = formatSignedNote(sign('k', 'one\n\ntwo\n'));

  it('but a body may hold empty lines: it ends at the last', () => {
    expect(opened(note)).toBe('one\n\ntwo\n');
  });

  it.each([
    ['nothing', ''],
    ['no body', note.slice(note.indexOf('—'))],
    ['an empty body', `\n${note.slice(note.indexOf('—'))}`],
    ['no last line feed', note.slice(0, -1)],
    ['a line after it', `${note}\n`],
    ['another line end', note.replaceAll('\n', '\r\n')],
    ['a control character', note.replace('two', 'tw\u0007')],
    ['half a character', note.replace('two', '\ud800')],
    ['a hyphen for the dash', note.replace('— ', '- ')],
    ['two spaces', note.replace('— k ', '— k  ')],
    ['a plus in the name', note.replace('— k ', '— k+k ')],
    ['no name', note.replace('— k ', '—  ')],
    ['a short signature', note.replace(/.{4}=\n$/, '=\n')],
    ['no padding', note.replace('=\n', '\n')],
    ['two signatures', `${note}${note.slice(note.indexOf('—'))}`],
    ['the body twice', `one\n\n${note}`.replace('one\n\none', 'one\n\ntwo')],
  ])('%s', (_name, text) => expect(opened(text)).toBeNull());

  it('nor one whose last digit of base64 holds bits that say nothing', () => {
    const at = note.length - 3;
    const spare = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const digit = spare.indexOf(note[at] ?? '');
    const other = spare[digit ^ 1] ?? '';
    expect(parseSignedNote(`${note.slice(0, at)}${other}${note.slice(at + 1)}`).ok).toBe(false);
  });
});

describe('any note', () => {
  const anyBody = fc
    .array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 6 })
    .map((lines) => lines.map((line) => `${line.replace(/\p{Cc}/gu, '')}\n`).join(''))
    .filter((body) => body.isWellFormed());
  const anyName = fc.stringMatching(/^[!-*,-~]{1,20}$/);

  it('comes back as it was written, and holds', () => {
    fc.assert(
      fc.property(anyBody, anyName, (body, name) => {
        const note = sign(name, body);
        expect(parseSignedNote(formatSignedNote(note))).toEqual({ ok: true, value: note });
        expect(isNoteSignedBy(note, publicKey)).toBe(true);
      }),
    );
  });

  it('is refused after any changed byte', () => {
    fc.assert(
      fc.property(anyBody, anyName, fc.nat(), fc.integer({ min: 1, max: 255 }), (body, name, pick, mask) => {
        const bytes = new TextEncoder().encode(formatSignedNote(sign(name, body)));
        const at = pick % bytes.length;
        const changed = bytes.with(at, (bytes[at] ?? 0) ^ mask);
        expect(opened(new TextDecoder('utf-8', { ignoreBOM: true }).decode(changed))).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

it('P27: a key or signature that is no point of the curve, or of small order, signs nothing', () => {
  const bytes = new TextEncoder().encode('x\n');
  const signature = ed25519.sign(bytes, secret);
  expect(isSignature(signature, bytes, publicKey)).toBe(true);
  // The neutral element as key and R, and S = 0: holds for every message where small order is let through.
  const identity = `01${'00'.repeat(31)}`;
  expect(isSignature(fromHex(identity + '00'.repeat(32)), bytes, identity)).toBe(false);
  for (const key of ['', '00', 'zz', 'ff'.repeat(32), '02'.repeat(33)]) {
    expect(isSignature(signature, bytes, key)).toBe(false);
  }
  expect(isSignature(signature.slice(1), bytes, publicKey)).toBe(false);
});
