import type { Finding } from '../../core/verification/index.ts';
import { sizeOfLockerObject } from '../locker/index.ts';
import type { NamedObject } from './named-objects.ts';
import { findingAbout } from './object-findings.ts';

/** Objects that are not there or have another size; no byte of them is read. */
export function findAbsent(directory: string, objects: readonly NamedObject[]): readonly Finding[] {
  return objects.flatMap((object): readonly Finding[] => {
    const found = sizeOfLockerObject(directory, object.sha256);
    if ('problem' in found) {
      return found.problem === 'missing'
        ? [findingAbout(object, 'OBJECT_MISSING', '不见了。')]
        : [findingAbout(object, 'OBJECT_UNREADABLE', `读不出来（${found.problem}）。`)];
    }
    if (object.sizeBytes === undefined || found.sizeBytes === object.sizeBytes) return [];
    const detail = `应有 ${object.sizeBytes} 字节，实际 ${found.sizeBytes} 字节。`;
    return [findingAbout(object, 'OBJECT_SIZE_MISMATCH', detail)];
  });
}
