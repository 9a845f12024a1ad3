import { join } from 'node:path';
import type { ChildChannel, ForkChild } from '../platform/index.ts';
import { resourcesFolder, siblingModule } from '../platform/index.ts';
import { fontPaths } from './fonts.ts';
import type { TypesetterAnswer, TypesetterRequest } from './typesetter-protocol.ts';

/** A typesetting process for one dossier. */
export interface Typesetter {
  /** Resolves when the request is done; `EXPORT_TYPESETTING_FAILED` also when the process dies or is stopped. */
  ask(request: TypesetterRequest): Promise<TypesetterAnswer>;
  stop(): void;
}

/** Starts a process with template and fonts loaded. One request at a time: each answer belongs to the oldest request. */
export function startTypesetter(fork: ForkChild): Typesetter {
  const channel: ChildChannel = fork(
    siblingModule(import.meta.url, './typesetter-process.ts', './typesetter-process.js'),
    'typesetter',
  );
  const waiting: ((answer: TypesetterAnswer) => void)[] = [];
  let endedBecause: string | undefined;
  channel.onMessage((message) => waiting.shift()?.(message as TypesetterAnswer));
  channel.onExit((code) => {
    endedBecause = `exit code ${code}`;
    for (const resolve of waiting.splice(0)) resolve(died(endedBecause));
  });
  const ask = (request: TypesetterRequest) =>
    new Promise<TypesetterAnswer>((resolve) => {
      if (endedBecause !== undefined) {
        resolve(died(endedBecause));
        return;
      }
      waiting.push(resolve);
      channel.send(request);
    });
  const templatePath = join(resourcesFolder(), 'templates', 'dossier.typ');
  void ask({ step: 'open', templatePath, fontPaths: fontPaths() });
  return { ask, stop: () => channel.kill() };
}

function died(reason: string): TypesetterAnswer {
  return { ok: false, code: 'EXPORT_TYPESETTING_FAILED', reason };
}
