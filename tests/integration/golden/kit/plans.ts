import { formatPem, parsePem } from '../../../../core/timestamps/index.ts';
import { openBag, packBag } from './archive.ts';
import type { GoldenToken } from './authority.ts';
import { editJson, type Forgery, failing, HEAD_SIZE } from './forgeries.ts';
import { manifestSigner, nextKey, ownKey, rotation, signHead, spoilt, strangerKey } from './keys.ts';
import { chainLedger, type EntryDraft } from './ledger.ts';
import { planPackage } from './package.ts';
import {
  captured,
  clockAt,
  goldenDrafts,
  goldenPlan,
  imported,
  itemId,
  LOCKER_ID,
  pictures,
  recording,
  sealed,
  video,
} from './sample.ts';
import {
  answeredElsewhere,
  noStamp,
  noteWithForeignSignature,
  otherPolicy,
  packPlan,
  plannedWith,
  refusedAnswer,
  resigned,
  STAMPED_AT,
  signedBy,
  spoiltStamp,
  stampsOf,
  type Workshop,
} from './workshop.ts';

const ORIGIN = `liuhen/locker/${LOCKER_ID}`;
const OTHER_LOCKER_ID = `${'0'.repeat(24)}cd`;

const sound = (
  name: string,
  what: string,
  verdict: Forgery['verdict'],
  bytes: Forgery['bytes'],
): Forgery => ({
  name,
  what,
  verdict,
  primary: null,
  bytes,
});

/** The golden drafts with another payload at one place. */
function draftsWith(seq: number, change: (draft: EntryDraft) => EntryDraft): readonly EntryDraft[] {
  return goldenDrafts.map((draft, at) => (at === seq ? change(draft) : draft));
}

/** The drafts with a rotation behind the first checkpoint. */
function rotatedDrafts(payload: ReturnType<typeof rotation>): readonly EntryDraft[] {
  const key: EntryDraft = { kind: 'signing-key-set', payload };
  return [...goldenDrafts.slice(0, 9), key, ...goldenDrafts.slice(9)];
}

/** Packages that nobody tampered with. */
export function soundSamples(workshop: Workshop): readonly Forgery[] {
  const both = stampsOf(workshop.first, workshop.second);
  return [
    sound('sound-stamped', 'two checkpoints, the last stamped by two authorities', 'verified', () =>
      packPlan(plannedWith(workshop, both)),
    ),
    sound('sound-pending', 'the last checkpoint is not stamped yet', 'integrity-only', () =>
      packPlan(plannedWith(workshop, noStamp)),
    ),
    sound('sound-without-key', 'no key at hand, so no checkpoint and no signature', 'integrity-only', () =>
      packPlan({ ...goldenPlan, checkpoints: [] }, null),
    ),
    sound('sound-rotated', 'the key was changed, the old one vouches for the new', 'verified', () =>
      packPlan(
        plannedWith(workshop, both, {
          drafts: rotatedDrafts(rotation(ORIGIN, ownKey, nextKey, ownKey)),
          lastKey: nextKey,
        }),
        nextKey,
      ),
    ),
    sound('sound-key-lost', 'the key was lost and another set', 'verified', () =>
      packPlan(
        plannedWith(workshop, both, {
          drafts: rotatedDrafts(rotation(ORIGIN, ownKey, nextKey, null)),
          lastKey: nextKey,
        }),
        nextKey,
      ),
    ),
    sound('sound-root-unknown', 'stamped by an authority that nobody trusts', 'integrity-only', () =>
      packPlan(plannedWith(workshop, stampsOf(workshop.stranger))),
    ),
    sound('sound-one-root-known', 'stamped by a trusted and an unknown authority', 'verified', () =>
      packPlan(plannedWith(workshop, stampsOf(workshop.stranger, workshop.first))),
    ),
    sound('clock-ahead', 'a clock that was two days ahead', 'integrity-only', () =>
      packPlan(
        plannedWith(workshop, both, {
          drafts: draftsWith(9, () =>
            sealed(2, pictures.second, 'image/png', imported('2026-11-25T06:19:00.000Z', '聊天记录.png')),
          ),
        }),
      ),
    ),
    sound('clock-unreadable', 'a clock whose time is none', 'integrity-only', () =>
      packPlan(
        plannedWith(workshop, both, {
          drafts: draftsWith(3, () =>
            sealed(1, pictures.first, 'image/png', {
              ...captured('2026-11-23T06:13:00.000Z', '订单'),
              clock: { ...clockAt('2026-11-23T06:13:00.000Z'), utc: 'yesterday' },
            }),
          ),
        }),
      ),
    ),
    sound('self-signed-authority', 'the authority vouches for itself', 'integrity-only', () =>
      packPlan(plannedWith(workshop, selfSigned(workshop))),
    ),
  ];
}

function selfSigned({ first }: Workshop) {
  return spoiltStamp(first, async (token) => {
    const own = await signedBy(first, token, 'selfsigned', ['selfsigned']);
    const signer = parsePem(own.chainPem)?.[0] ?? new Uint8Array();
    const { fingerprint } = await import('../../../../core/timestamps/index.ts');
    const sha = fingerprint(signer);
    return { ...own, facts: { ...own.facts, signerSha256: sha, rootSha256: sha } };
  });
}

/** Tokens that are not what they should be; the owner of the key put them in. */
export function tokenForgeries(workshop: Workshop): readonly Forgery[] {
  const { first, second, wrongPurpose, expired } = workshop;
  const spoilt = (spoil: (token: GoldenToken, note: Buffer) => GoldenToken | Promise<GoldenToken>) => () =>
    packPlan(plannedWith(workshop, spoiltStamp(first, spoil)));
  const chainOf =
    (...order: readonly number[]) =>
    (token: GoldenToken): GoldenToken => {
      const certificates = parsePem(token.chainPem) ?? [];
      return { ...token, chainPem: formatPem(order.map((at) => certificates[at] ?? new Uint8Array())) };
    };
  return [
    failing(
      'token-garbage',
      'a token that is none',
      'TIMESTAMP_MALFORMED',
      spoilt((token) => ({ ...token, response: Buffer.from('<html>busy</html>') })),
    ),
    failing(
      'token-trailing',
      'a byte behind the response',
      'TIMESTAMP_MALFORMED',
      spoilt((token) => ({ ...token, response: Buffer.concat([token.response, Buffer.from([0])]) })),
    ),
    failing(
      'token-request-garbage',
      'a request that is none',
      'TIMESTAMP_MALFORMED',
      spoilt((token) => ({ ...token, request: Buffer.from('x') })),
    ),
    failing(
      'token-refused',
      'the authority refused',
      'TIMESTAMP_REFUSED',
      spoilt((token) => ({ ...token, response: refusedAnswer })),
    ),
    failing(
      'token-over-another',
      'a token over another checkpoint',
      'TIMESTAMP_IMPRINT_MISMATCH',
      spoilt(() => first.stamp(Buffer.from('another checkpoint'), STAMPED_AT)),
    ),
    failing(
      'token-replayed',
      'an answer to another request over the same checkpoint',
      'TIMESTAMP_NONCE_MISMATCH',
      spoilt((token, note) => answeredElsewhere(first, token, note)),
    ),
    failing(
      'token-policy',
      'another policy than was asked for',
      'TIMESTAMP_POLICY_MISMATCH',
      spoilt((token, note) => otherPolicy(first, token, note)),
    ),
    failing(
      'token-time-edited',
      'the time in a token',
      'TIMESTAMP_SIGNATURE_INVALID',
      spoilt((token) => {
        const response = Buffer.from(token.response);
        response.write('20251123', response.indexOf('20261123'));
        return { ...token, response };
      }),
    ),
    failing(
      'token-wrong-purpose',
      'signed by a certificate of a web site',
      'TIMESTAMP_CERTIFICATE_PURPOSE',
      spoilt((token) => resigned(first, wrongPurpose, token)),
    ),
    failing(
      'token-expired',
      'signed by a certificate that had expired',
      'TIMESTAMP_CERTIFICATE_EXPIRED',
      spoilt((token) => resigned(first, expired, token)),
    ),
    failing('chain-order', 'a chain in another order', 'TIMESTAMP_CHAIN_INVALID', spoilt(chainOf(0, 2, 1))),
    failing('chain-gap', 'a chain without its middle', 'TIMESTAMP_CHAIN_INVALID', spoilt(chainOf(0, 2))),
    failing(
      'chain-without-root',
      'a chain that ends before its root',
      'TIMESTAMP_CHAIN_INVALID',
      spoilt(chainOf(0, 1)),
    ),
    failing(
      'chain-garbage',
      'a chain that is none',
      'TIMESTAMP_CHAIN_INVALID',
      spoilt((token) => ({ ...token, chainPem: 'root\n' })),
    ),
    failing(
      'chain-of-another',
      'the chain of another authority',
      'TIMESTAMP_CHAIN_INVALID',
      spoilt((token) => ({ ...token, chainPem: second.chainPem })),
    ),
    failing(
      'chain-forged',
      'a signer whose issuer only bears the name',
      'TIMESTAMP_CHAIN_INVALID',
      spoilt((token) => signedBy(first, token, 'stranger', ['stranger', 'issuer', 'root'])),
    ),
  ];
}

/** Ledgers that were made anew. */
export function rewrittenLedgers(workshop: Workshop): readonly Forgery[] {
  const both = stampsOf(workshop.first, workshop.second);
  const cheaper = draftsWith(2, (draft) =>
    draft.kind === 'order-added'
      ? { ...draft, payload: { ...draft.payload, facts: { ...draft.payload.facts, amountFen: 1 } } }
      : draft,
  );
  const soundNote = () => signHead(chainLedger(goldenDrafts, LOCKER_ID).headAt(HEAD_SIZE), ownKey);
  const rotated = (name: string, what: string, payload: ReturnType<typeof rotation>) =>
    failing(name, what, 'SIGNING_KEY_CHAIN_BROKEN', () =>
      packPlan(plannedWith(workshop, both, { drafts: rotatedDrafts(payload), lastKey: nextKey }), nextKey),
    );
  const goodRotation = rotation(ORIGIN, ownKey, nextKey, ownKey);
  return [
    failing(
      'rehashed',
      'an entry edited and everything after it chained anew, checkpoints as they were',
      'CHECKPOINT_INCONSISTENT',
      () => packPlan(plannedWith(workshop, both, { drafts: cheaper, lastNote: soundNote })),
    ),
    failing(
      'rehashed-by-stranger',
      'the same, checkpoint and package signed by another key',
      'SIGNATURE_KEY_UNKNOWN',
      () => packPlan(plannedWith(workshop, both, { drafts: cheaper, lastKey: strangerKey }), strangerKey),
    ),
    failing('rehashed-under-known-id', 'the same, under the id of the right key', 'SIGNATURE_INVALID', () =>
      packPlan(
        plannedWith(workshop, both, {
          drafts: cheaper,
          lastNote: (l) => noteWithForeignSignature(l.headAt(HEAD_SIZE), ownKey, strangerKey),
        }),
      ),
    ),
    failing('key-before-it-was-set', 'a checkpoint by a key that came later', 'SIGNATURE_KEY_UNKNOWN', () => {
      const plan = plannedWith(workshop, both, { drafts: rotatedDrafts(goodRotation), lastKey: nextKey });
      return packPlan(
        { ...plan, checkpoints: plan.checkpoints.map((one) => ({ ...one, key: nextKey })) },
        nextKey,
      );
    }),
    failing(
      'package-by-old-key',
      'the package signed by the key that was replaced',
      'PACKAGE_SIGNATURE_INVALID',
      () =>
        packPlan(
          plannedWith(workshop, both, { drafts: rotatedDrafts(goodRotation), lastKey: nextKey }),
          ownKey,
        ),
    ),
    rotated('key-endorsement', 'an endorsement that does not hold', {
      ...goodRotation,
      endorsement: spoilt(goodRotation.endorsement ?? ''),
    }),
    rotated(
      'key-endorsed-by-stranger',
      'a key endorsed by a stranger',
      rotation(ORIGIN, ownKey, nextKey, strangerKey),
    ),
    rotated(
      'key-endorsed-elsewhere',
      'an endorsement of another locker',
      rotation(`liuhen/locker/${OTHER_LOCKER_ID}`, ownKey, nextKey, ownKey),
    ),
    rotated('key-replaces-stranger', 'a key that replaces one that never was', {
      ...rotation(ORIGIN, strangerKey, nextKey, strangerKey),
    }),
    failing('spliced-head', 'the proofs of another locker', 'TREE_HEAD_FOREIGN', async () => {
      const own = openBag(await packPlan(plannedWith(workshop, both)));
      const other = await planPackage({ ...plannedWith(workshop, both), lockerId: OTHER_LOCKER_ID });
      for (const [path, bytes] of other.files) {
        if (/^data\/(ledger\/(tree-head|checkpoint)|timestamps)/.test(path)) own.files.set(path, bytes);
      }
      return packBag(own, manifestSigner(other.ledger.origin, ownKey));
    }),
    failing(
      'spliced-checkpoint',
      'a stamped checkpoint of another locker',
      'CHECKPOINT_FOREIGN',
      async () => {
        const other = chainLedger(
          goldenDrafts.map((draft) => draft),
          OTHER_LOCKER_ID,
        );
        return packPlan(
          plannedWith(workshop, both, {
            lastNote: () => signHead({ ...other.headAt(HEAD_SIZE), origin: other.origin }, ownKey),
          }),
        );
      },
    ),
    failing('spliced-entry', 'entries of two lockers in one package', 'ENTRY_CHAIN_BROKEN', async () => {
      const bag = openBag(await packPlan(plannedWith(workshop, both)));
      const other = chainLedger(
        draftsWith(12, () => ({ kind: 'item-noted', payload: { itemId: itemId(2), note: '别处' } })),
        LOCKER_ID,
      );
      const lines = (bag.files.get('data/ledger/entries.jsonl')?.toString() ?? '').split('\n');
      lines[lines.length - 2] = other.entries.at(-1)?.bytes.toString() ?? '';
      bag.files.set('data/ledger/entries.jsonl', Buffer.from(lines.join('\n')));
      return packBag(bag, manifestSigner(ORIGIN, ownKey));
    }),
    failing(
      'head-before-checkpoint',
      'the tail cut: a head before the last checkpoint',
      'CHECKPOINT_LIST_INVALID',
      async () => {
        const drafts = goldenDrafts.slice(0, 23);
        const plan = plannedWith(workshop, both, { drafts });
        const bag = await planPackage(plan);
        const whole = await planPackage(plannedWith(workshop, both));
        for (const [path, bytes] of whole.files) {
          if (/^data\/(ledger\/checkpoint|timestamps)/.test(path)) bag.files.set(path, bytes);
        }
        return packBag(bag, manifestSigner(ORIGIN, ownKey));
      },
    ),
    ...contradictoryLedgers(workshop),
  ];
}

/** Ledgers whose owner sealed what does not agree with itself. */
function contradictoryLedgers(workshop: Workshop): readonly Forgery[] {
  const both = stampsOf(workshop.first, workshop.second);
  const { provenance } = recording;
  if (provenance.source !== 'recording') throw new Error('the sample is a recording');
  const withRecording = (change: Partial<typeof provenance.recording>) =>
    draftsWith(14, () =>
      sealed(3, video, 'video/webm', { ...provenance, recording: { ...provenance.recording, ...change } }),
    );
  const still = goldenDrafts[17];
  if (still?.kind !== 'item-sealed' || still.payload.provenance.source !== 'derivative')
    throw new Error('a still stands there');
  const { payload } = still;
  const derived = payload.provenance;
  const withStill = (ofSha256: string) =>
    draftsWith(
      17,
      () =>
        ({
          ...still,
          payload: {
            ...payload,
            provenance: {
              ...derived,
              ...(derived.source === 'derivative' ? { derivative: { ...derived.derivative, ofSha256 } } : {}),
            },
          },
        }) as EntryDraft,
    );
  const another = Buffer.from(video).fill(7, 200, 210);
  return [
    failing('recording-facts', 'marks that the journal does not have', 'RECORDING_JOURNAL_MISMATCH', () =>
      packPlan(plannedWith(workshop, both, { drafts: withRecording({ marks: [] }) })),
    ),
    failing('recording-duration', 'another length than the journal gives', 'RECORDING_JOURNAL_MISMATCH', () =>
      packPlan(plannedWith(workshop, both, { drafts: withRecording({ mediaDurationMs: 1 }) })),
    ),
    failing(
      'recording-sealed-otherwise',
      'a file sealed that the journal does not describe',
      'RECORDING_JOURNAL_MISMATCH',
      () =>
        packPlan(
          plannedWith(workshop, both, {
            drafts: draftsWith(14, () => sealed(3, another, 'video/webm', provenance)),
            originals: new Map([...goldenPlan.originals, [itemId(3), another]]),
          }),
        ),
    ),
    failing('still-of-another', 'a still that names another original', 'DERIVATIVE_UNKNOWN_ORIGINAL', () =>
      packPlan(plannedWith(workshop, both, { drafts: withStill('2'.repeat(64)) })),
    ),
    failing('index-of-nothing', 'an index without exhibits', 'EVIDENCE_MISSING', async () => {
      const bag = openBag(await packPlan(plannedWith(workshop, both)));
      editJson(bag.files, 'data/evidence.json', (v) => {
        v.exhibits = [];
      });
      return packBag(bag, manifestSigner(ORIGIN, ownKey));
    }),
  ];
}
