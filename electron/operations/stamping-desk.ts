import { open } from 'node:fs/promises';
import type { AuthorityView, StampingState, StoredSettings } from '../../core/contract/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Announce } from '../ipc/index.ts';
import type { Locker } from '../locker/index.ts';
import { randomId } from '../platform/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import {
  addTrustedRoot,
  authorityUrl,
  builtInAuthorities,
  type RootCertificateError,
  type Stamper,
  type StampingAuthority,
  type StampNowError,
} from '../timestamps/index.ts';

const MAX_OWN = 18;
const MAX_CERTIFICATE_BYTES = 64 * 1024;

type AddError =
  | 'SETTINGS_NOT_SAVED'
  | 'AUTHORITY_URL_INVALID'
  | 'AUTHORITY_KNOWN'
  | RootCertificateError
  | 'FILE_UNREADABLE';

/** Trusted time as the user wants it: which authorities, on or off, and how they fare. */
export interface StampingDesk {
  readonly stamper: Stamper;
  state(): Promise<StampingState>;
  configure(wish: {
    readonly isOn: boolean;
    readonly isClockComparisonOn: boolean;
    readonly onAuthorityIds: readonly string[];
  }): Promise<Result<StampingState, 'SETTINGS_NOT_SAVED'>>;
  /** `rootPath`: a root certificate that the user picked, to be trusted from now on. */
  addAuthority(wish: {
    readonly name: string;
    readonly url: string;
    readonly rootPath: string | null;
  }): Promise<Result<StampingState, AddError>>;
  removeAuthority(
    authorityId: string,
  ): Promise<Result<StampingState, 'SETTINGS_NOT_SAVED' | 'AUTHORITY_UNKNOWN'>>;
  stampNow(): Promise<Result<StampingState, StampNowError>>;
}

export interface StampingDeskDeps {
  readonly locker: Pick<Locker, 'stampingFigures'>;
  readonly settings: Pick<SettingsStore, 'current' | 'update'>;
  readonly announce: Announce;
  readonly stateFolder: string;
  readonly createStamper: (told: {
    readonly authorities: () => readonly StampingAuthority[];
    readonly onChanged: () => void;
  }) => Stamper;
}

/** A {@link StampingDesk}. The stamper is made, not started. */
export function createStampingDesk(deps: StampingDeskDeps): StampingDesk {
  const { settings } = deps;
  const stamper: Stamper = deps.createStamper({
    authorities: () => authoritiesOn(settings.current().timestamps),
    onChanged: () => tellSoon(),
  });
  const state = () => stateOf(deps, stamper);
  const tellSoon = createTeller(async () => deps.announce('stampingChanged', await state()));
  const change = async (patch: Partial<StoredSettings['timestamps']>) => {
    const saved = await settings.update({ timestamps: { ...settings.current().timestamps, ...patch } });
    if (!saved.ok) return saved;
    stamper.authoritiesChanged();
    return ok(await state());
  };
  return {
    stamper,
    state,
    configure: async ({ isOn, isClockComparisonOn, onAuthorityIds }) => {
      const wanted = new Set(onAuthorityIds);
      return await change({
        isOn,
        isClockComparisonOn,
        builtInOn: builtInAuthorities.map(({ id }) => id).filter((id) => wanted.has(id)),
        own: settings.current().timestamps.own.map((own) => ({ ...own, isOn: wanted.has(own.id) })),
      });
    },
    addAuthority: async ({ name, url, rootPath }) => {
      const { own } = settings.current().timestamps;
      const allowed = allowedUrl(own, url);
      if (!allowed.ok) return allowed;
      const trusted = rootPath === null ? ok(undefined) : await trustRoot(deps.stateFolder, rootPath);
      if (!trusted.ok) return trusted;
      const added = {
        id: `own-${randomId()}`,
        name: name.trim() || allowed.value,
        url: allowed.value,
        isOn: true,
      };
      return await change({ own: [...own, { ...added, name: added.name.slice(0, 80) }] });
    },
    removeAuthority: async (authorityId) => {
      const { own } = settings.current().timestamps;
      if (!own.some(({ id }) => id === authorityId)) {
        return fail('AUTHORITY_UNKNOWN', '没有这家自己加的机构；自带的机构只能关掉。请刷新后再试。');
      }
      return await change({ own: own.filter(({ id }) => id !== authorityId) });
    },
    stampNow: async () => {
      const stamped = await stamper.stampNow();
      return stamped.ok ? ok(await state()) : stamped;
    },
  };
}

type TimestampSettings = StoredSettings['timestamps'];
type Choice = StampingAuthority & { readonly isOn: boolean; readonly isBuiltIn: boolean };

function choices({ builtInOn, own }: TimestampSettings): readonly Choice[] {
  return [
    ...builtInAuthorities.map((each) => ({ ...each, isOn: builtInOn.includes(each.id), isBuiltIn: true })),
    ...own.map((each) => ({ ...each, isBuiltIn: false })),
  ];
}

/** SECURITY: P26 nobody is asked unless the user turned both trusted time and this authority on. */
function authoritiesOn(timestamps: TimestampSettings): readonly StampingAuthority[] {
  if (!timestamps.isOn) return [];
  return choices(timestamps)
    .filter(({ isOn }) => isOn)
    .map(({ id, name, url }) => ({ id, name, url }));
}

async function stateOf({ locker, settings }: StampingDeskDeps, stamper: Stamper): Promise<StampingState> {
  const { timestamps } = settings.current();
  const figures = await locker.stampingFigures();
  const newest = figures.newestTimestamp?.token;
  return {
    isOn: timestamps.isOn,
    authorities: choices(timestamps).map(
      (choice): AuthorityView => ({ ...choice, health: stamper.health(choice.id) }),
    ),
    pendingItemCount: figures.unstampedItemCount,
    pendingSinceUtc: figures.oldestUnstampedAtUtc,
    newestTrustedTimeUtc: newest?.genTimeUtc ?? null,
    chainExpiresUtc: newest?.chainExpiresUtc ?? null,
    isWorking: stamper.isWorking(),
    isClockComparisonOn: timestamps.isClockComparisonOn,
  };
}

function allowedUrl(
  own: TimestampSettings['own'],
  text: string,
): Result<string, 'AUTHORITY_URL_INVALID' | 'AUTHORITY_KNOWN' | 'SETTINGS_NOT_SAVED'> {
  const url = authorityUrl(text.trim());
  if (!url.ok) return url;
  const known = [...builtInAuthorities, ...own].some((each) => URL.parse(each.url)?.href === url.value.href);
  if (known) return fail('AUTHORITY_KNOWN', '这个地址的机构已经在列表里了，打开它就行。');
  if (own.length >= MAX_OWN) {
    return fail('SETTINGS_NOT_SAVED', `自己加的机构最多 ${MAX_OWN} 家。请先删掉不用的。`);
  }
  return ok(text.trim());
}

async function trustRoot(stateFolder: string, path: string) {
  const file = await readSmallFile(path);
  return file === undefined
    ? fail('FILE_UNREADABLE', '读不了这个文件。请检查权限，或把它复制到别处再试。')
    : await addTrustedRoot(stateFolder, file);
}

/** One byte more than a certificate may have is enough to be refused as none. */
async function readSmallFile(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(MAX_CERTIFICATE_BYTES + 1));
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

/** Tells once at a time; whatever changes meanwhile is told once more afterwards. */
function createTeller(tell: () => Promise<void>): () => void {
  let isTelling = false;
  let isStale = false;
  const run = async () => {
    isTelling = true;
    do {
      isStale = false;
      // Without a locker there is nothing left to tell.
      await tell().catch(() => undefined);
    } while (isStale);
    isTelling = false;
  };
  return () => {
    if (isTelling) isStale = true;
    else void run();
  };
}
