import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Environment, EvidenceKind, Item } from '../../core/evidence/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Inspection, Intake } from '../intake/index.ts';
import type { ImportError, Locker } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';

export interface ImportDependencies {
  readonly locker: Locker;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly environment: Environment;
}

export interface ImportRequest {
  readonly path: string;
  readonly orderId: OrderId | null;
  readonly kind?: EvidenceKind | undefined;
}

/**
 * Seals one file. Failures name what is wrong with the file (`FILE_NOT_FOUND`, `FILE_EMPTY`, `FILE_IS_FOLDER`,
 * `FILE_NOT_REGULAR`, `FILE_UNREADABLE`, `FILE_CHANGED_WHILE_READ`) or with the locker; nothing half written remains.
 */
export async function importFile(
  dependencies: ImportDependencies,
  request: ImportRequest,
): Promise<Result<Item, ImportError>> {
  const { locker, intake, clock, environment } = dependencies;
  const found = await regularFile(request.path);
  if (!found.ok) return found;
  const inspection = await inspect(intake, request.path);
  const { orderId } = request;
  return locker.seal({
    content: { path: request.path },
    mediaType: inspection.mediaType,
    image: inspection.image,
    provenance: {
      source: 'import',
      clock: clock.facts(),
      environment,
      import: {
        fileName: basename(request.path).toWellFormed(),
        fileModifiedUtc: found.value.mtime.toISOString(),
      },
    },
    assignment: orderId === null ? undefined : { orderId, by: 'user' },
    kind: request.kind,
  });
}

async function inspect(intake: Intake, path: string): Promise<Inspection> {
  const inspected = await intake.inspectFile(path);
  // A file that cannot be looked at is evidence all the same: it is kept as bytes of an unknown type.
  return inspected.ok ? inspected.value : { mediaType: 'application/octet-stream' };
}

async function regularFile(path: string): Promise<Result<Stats, ImportError>> {
  let stats: Stats;
  try {
    stats = await stat(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    return code === 'ENOENT' ||
      code === 'ENOTDIR' ||
      code === 'ENAMETOOLONG' ||
      code === 'ERR_INVALID_ARG_VALUE'
      ? fail('FILE_NOT_FOUND', '找不到这个文件。请核对路径后重试。')
      : fail('FILE_UNREADABLE', '读不了这个文件。请检查权限，或把它复制到别处再导入。');
  }
  if (stats.isDirectory()) return fail('FILE_IS_FOLDER', '这是文件夹，不是文件。请选择里面的文件。');
  if (!stats.isFile()) return fail('FILE_NOT_REGULAR', '这不是普通文件（可能是设备或管道），不能导入。');
  if (stats.size === 0) return fail('FILE_EMPTY', '这个文件是空的（0 字节），没有内容可以固定。');
  return ok(stats);
}
