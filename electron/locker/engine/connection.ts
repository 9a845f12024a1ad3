import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Environment } from '../../../core/evidence/index.ts';
import type { Failure } from '../../../core/result.ts';
import type { Clock } from '../../platform/index.ts';
import { OBJECTS_FOLDER } from '../database/layout.ts';
import { type ObjectCodec, plainCodec } from '../objects/object-codec.ts';

/** What an engine takes from outside; tests give their own. */
export interface EngineSources {
  readonly clock: Clock;
  readonly environment: () => Environment;
  /** 128 random bits as 32 hexadecimal digits. */
  readonly nonce: () => string;
  /** 128 random bits as 26 characters. */
  readonly id: () => string;
}

/** The one connection of an engine and what belongs to it. */
export interface Connection {
  readonly directory: string;
  readonly objectsFolder: string;
  readonly codec: ObjectCodec;
  readonly database: Database;
  readonly sources: EngineSources;
  /** Set when this locker can only be read. */
  readonly writeProblem: Failure<'LOCKER_READ_ONLY'> | null;
  closeDatabase(): void;
}

/** Object folder of a locker. */
export function objectsFolderOf(directory: string): string {
  return join(directory, OBJECTS_FOLDER);
}

/** How objects lie in lockers of this format. */
export const lockerCodec: ObjectCodec = plainCodec;
