import type { AuthorityView, Client, SigningKeyView, StampingState } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import { START_MS } from './fake-evidence.ts';
import type { FakeWorld } from './fake-main.ts';
import { fakeAuthorities, fakeCheckpoints, fakeItemProof, fakeKey } from './fake-stamps.ts';

/** What the fakes of proof share: whether and how the world is stamped. */
export interface FakeProof {
  readonly client: Pick<Client, 'proof' | 'timestamps'>;
  /** Lets every authority that is on answer, as if the network were back. */
  stampAll(): StampingState;
}

/** Checkpoints, keys and trusted time of the fake. */
export function fakeProof(world: FakeWorld): FakeProof {
  const { items } = world.contents;
  let { stamps } = world.scenario;
  let key: SigningKeyView = fakeKey;
  let authorities = fakeAuthorities(stamps);
  let isOn = stamps !== 'off';
  let isClockComparisonOn = stamps === 'partly' || stamps === 'contradicted';
  applyLevels(world, stamps);

  const checkpoints = () => fakeCheckpoints(items, stamps);
  const state = (): StampingState => {
    const pending = isOn ? items.filter(({ proofLevel }) => proofLevel === 'sealed-here') : [];
    const stamped = checkpoints().find(({ timestamps }) => timestamps.length > 0);
    return {
      isOn,
      authorities,
      pendingItemCount: pending.length,
      pendingSinceUtc: pending[0]?.capturedAtUtc ?? null,
      newestTrustedTimeUtc: stamped?.timestamps[0]?.genTimeUtc ?? null,
      chainExpiresUtc: stamped?.timestamps[0]?.chainExpiresUtc ?? null,
      isWorking: false,
      isClockComparisonOn,
    };
  };
  const changed = () => {
    world.emit('stampingChanged', state());
    return state();
  };
  const stampAll = () => {
    stamps = 'stamped';
    authorities = authorities.map((authority) => (authority.isOn ? well(authority) : authority));
    applyLevels(world, stamps);
    world.advance();
    return changed();
  };
  return {
    stampAll,
    client: {
      proof: {
        getItemProof: async ({ itemId }) => {
          const item = items.find(({ id }) => id === itemId);
          return item === undefined
            ? fail('ITEM_UNKNOWN', '找不到这件证据。')
            : ok(fakeItemProof(item, checkpoints(), state(), stamps));
        },
        listCheckpoints: async ({ offset, limit }) => {
          const all = checkpoints();
          return ok({ checkpoints: all.slice(offset, offset + limit), total: all.length });
        },
        getKey: async () => ok({ key: items.length === 0 ? null : key }),
        exportKey: async () => ok({ isSaved: true }),
        rotateKey: async () => {
          key = { ...key, keyId: '0c44e97d', setAtUtc: new Date().toISOString(), earlierKeyCount: 2 };
          world.advance();
          return ok({ key });
        },
      },
      timestamps: {
        getState: async () => ok(state()),
        configure: async (wanted) => {
          ({ isOn, isClockComparisonOn } = wanted);
          authorities = authorities.map((authority) => ({
            ...authority,
            isOn: wanted.onAuthorityIds.includes(authority.id),
          }));
          return ok(changed());
        },
        addAuthority: async ({ name, url }) => {
          if (!/^https?:\/\/./.test(url)) return fail('AUTHORITY_URL_INVALID', '地址不对。');
          if (authorities.some((known) => known.url === url)) return fail('AUTHORITY_KNOWN', '已经有了。');
          const id = `own-${authorities.length}`;
          authorities = [...authorities, { ...unknown, id, name, url }];
          return ok(changed());
        },
        removeAuthority: async ({ authorityId }) => {
          authorities = authorities.filter(({ id }) => id !== authorityId);
          return ok(changed());
        },
        stampNow: async () => (isOn ? ok(stampAll()) : fail('STAMPING_OFF', '可信时间没有打开。')),
        compareClock: async () =>
          isClockComparisonOn
            ? ok({
                comparison: {
                  atUtc: new Date(START_MS).toISOString(),
                  offsetMs: -1340,
                  uncertaintyMs: 42,
                  answeredCount: 3,
                  askedCount: 4,
                },
              })
            : fail('CLOCK_COMPARISON_OFF', '对时没有打开。'),
      },
    },
  };
}

const unknown: Omit<AuthorityView, 'id' | 'name' | 'url'> = {
  isOn: true,
  isBuiltIn: false,
  health: { state: 'unknown', lastSuccessUtc: null, lastFailure: null, nextTryUtc: null },
};

function well(authority: AuthorityView): AuthorityView {
  const lastSuccessUtc = new Date(START_MS + 3_600_000).toISOString();
  return {
    ...authority,
    health: { state: 'well', lastSuccessUtc, lastFailure: null, nextTryUtc: null },
  };
}

/** Gives each item the level that the stamps of the scenario lead to. */
function applyLevels({ contents: { items } }: FakeWorld, stamps: FakeWorld['scenario']['stamps']): void {
  const checkpoints = fakeCheckpoints(items, stamps);
  const newest = checkpoints.find(({ timestamps }) => timestamps.length > 0)?.size ?? 0;
  items.forEach((item, index) => {
    if (stamps === 'off' || item.proofLevel === 'imported') return;
    items[index] = { ...item, proofLevel: item.seq < newest ? 'timestamped' : 'sealed-here' };
  });
}
