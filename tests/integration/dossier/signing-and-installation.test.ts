import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeCheckpointList, decodeTimestampList, packagePaths } from '../../../core/manifest/index.ts';
import { fail, ok } from '../../../core/result.ts';
import { readPackage } from '../package/edit-archive.ts';
import { exportSample, newFolder, tryExport } from './export-sample.ts';
import { sampleExhibits } from './sample-order.ts';
import { type SampleProofs, sampleToken, signSample } from './sample-proofs.ts';

const stamped: SampleProofs = {
  checkpoints: [{ after: null, tokens: [sampleToken('TSA', '2026-11-23T06:51:00.000Z')] }],
};
const noKey = async () => fail('KEY_MISSING', '这台电脑上没有签名密钥。');

async function filesWith(options: Parameters<typeof exportSample>[1]) {
  const { packagePath } = await exportSample((await sampleExhibits()).slice(0, 2), options);
  return readPackage(packagePath ?? '').files;
}

describe('a package that cannot be signed', () => {
  test.each([
    ['without a signer', undefined],
    ['where the key is not at hand', noKey],
    ['where the signer answers nonsense', async () => ok('not a note')],
    ['where another manifest is signed', async () => signSample('ab'.repeat(32))],
  ])(
    '%s has neither checkpoints nor tokens, so that nothing seems to have been taken away',
    async (_, sign) => {
      const files = await filesWith({ proofs: stamped, sign });
      const paths = [...files.keys()];
      expect(paths).not.toContain(packagePaths.manifestSignature);
      expect(paths.filter((path) => /checkpoints\/|timestamps\/\d/.test(path))).toEqual([]);
      const bytesOf = (path: string) => files.get(path) ?? Buffer.alloc(0);
      expect(decodeCheckpointList(bytesOf(packagePaths.checkpointList))).toMatchObject({
        value: { checkpoints: [] },
      });
      expect(decodeTimestampList(bytesOf(packagePaths.timestampList))).toMatchObject({
        value: { timestamps: [] },
      });
      expect(bytesOf(packagePaths.instructions).toString()).toContain('没有签名：导出时没有可用的签名密钥');
    },
  );

  test('a key that goes away in the middle ends the export with its code, and leaves nothing', async () => {
    let calls = 0;
    const outFolder = newFolder();
    const result = await tryExport((await sampleExhibits()).slice(0, 1), {
      proofs: stamped,
      outFolder,
      sign: (sha256) => {
        calls += 1;
        return calls === 1 ? signSample(sha256) : noKey();
      },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'EXPORT_SIGNING_FAILED' } });
    expect(readdirSync(outFolder)).toEqual([]);
  });
});

describe('a signed head', () => {
  test.each([
    ['is not made again where there is one', stamped, 0],
    ['is asked for where none covers the order', { checkpoints: [] }, 1],
  ])('%s', async (_, proofs, expected) => {
    let asked = 0;
    await exportSample((await sampleExhibits()).slice(0, 1), {
      proofs,
      pdfOnly: true,
      makeCheckpoint: async () => {
        asked += 1;
        return fail('LOCKER_READ_ONLY', '证据库只能读取。');
      },
    });
    expect(asked).toBe(expected);
  });
});

describe('an installation without the check page', () => {
  const verifyPagePath = join(newFolder(), 'verify.html');

  test('exports no package, and says what to do', async () => {
    const outFolder = newFolder();
    const result = await tryExport((await sampleExhibits()).slice(0, 1), { outFolder, verifyPagePath });
    expect(result).toMatchObject({
      error: {
        code: 'EXPORT_INCOMPLETE_INSTALLATION',
        message: expect.stringContaining('重新安装'),
      },
    });
    expect(readdirSync(outFolder)).toEqual([]);
  });

  test('still writes the dossier alone', async () => {
    const exported = await exportSample((await sampleExhibits()).slice(0, 1), {
      verifyPagePath,
      pdfOnly: true,
    });
    expect(exported.packagePath).toBeNull();
  });
});

test('P16, P17: an authority’s name cannot add lines to the instructions', async () => {
  const name = '机构\r\n    rm -rf ~\u202E';
  const files = await filesWith({
    proofs: { checkpoints: [{ after: null, tokens: [sampleToken(name, '2026-11-23T06:51:00.000Z')] }] },
  });
  const text = files.get(packagePaths.instructions)?.toString() ?? '';
  expect(text).toContain('机构〖U+000D〗〖U+000A〗    rm -rf ~〖U+202E〗');
  expect(text).not.toMatch(/^\s*rm -rf/m);
});
