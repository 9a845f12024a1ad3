import { verifyPackage } from '../../../electron/verification/index.ts';
import { newFolder } from '../dossier/export-sample.ts';

/** Codes of what failed, or the error that kept the package from being looked at. */
export async function failuresOf(path: string, lockerDirectory?: string): Promise<readonly string[]> {
  const result = await verifyPackage(path, { stateFolder: newFolder(), lockerDirectory });
  if (!result.ok) return [result.error.code];
  const failed = result.value.checks.filter((check) => check.result === 'FAIL').map(({ code }) => code);
  const isConsistent = failed.length > 0 === (result.value.verdict === 'failed');
  return isConsistent ? [...new Set(failed)] : ['VERDICT_INCONSISTENT'];
}
