import { formatTreeHead } from '../../core/ledger/index.ts';
import { packagePaths } from '../../core/manifest/index.ts';
import type { OrderLedger } from '../locker/index.ts';
import { stampsOf } from './ledger-proofs.ts';
import { timestampInstructions } from './timestamp-instructions.ts';

/** What there is to explain. */
export interface InstructedContents {
  readonly hasJournals: boolean;
  readonly hasTranscripts: boolean;
  readonly isSigned: boolean;
}

/** `data/验证说明.txt`: how anybody checks the package with what their system brings. Lines end as Windows expects. */
export function verificationInstructions(
  ledger: OrderLedger,
  dossierSha256: string,
  contents: InstructedContents,
): string {
  const stamps = stampsOf(ledger);
  return [
    '怎样核对这个证据包（不需要安装留痕）',
    '',
    ...fileInstructions,
    '二、核对卷宗 PDF：它的 SHA-256 应是',
    '',
    `    ${dossierSha256}`,
    '',
    ...timestampInstructions(stamps),
    ...programInstructions,
    ...contentsText(contents, stamps.length > 0),
    '六、账本头（来源、条数、根哈希）',
    '',
    ...formatTreeHead(ledger.treeHead)
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`),
    '',
    ...meaning(contents.isSigned, stamps.length > 0),
  ].join('\r\n');
}

const fileInstructions: readonly string[] = [
  '一、核对文件有没有变。解压后，进入里面那个以 liuhen- 开头的文件夹，按你的系统选一种做法。',
  '',
  '  Windows（PowerShell）：在文件夹空白处按住 Shift 点右键，选“在此处打开 PowerShell 窗口”，粘贴下面整段：',
  '',
  `    Get-Content -Encoding UTF8 ${packagePaths.manifest} | ForEach-Object {`,
  "      $sum, $path = $_ -split '  ', 2",
  '      if ((Get-FileHash -Algorithm SHA256 -LiteralPath $path).Hash -eq $sum) { "一致    $path" } else { "不一致  $path" }',
  '    }',
  '',
  '  Windows（命令提示符，逐个文件）：',
  '',
  `    certutil -hashfile ${packagePaths.dossier.replaceAll('/', '\\')} SHA256`,
  '',
  '  macOS（终端）：',
  '',
  `    shasum -a 256 -c ${packagePaths.manifest}`,
  '',
  '  Linux：',
  '',
  `    sha256sum -c ${packagePaths.manifest}`,
  '',
  '  每一行都显示“一致”或“OK”，就是全部相符；有一行不符，那个文件就被改过或损坏了。',
  '',
];

const programInstructions: readonly string[] = [
  '四、一次核对全部（账本条目、证明、签名、时间戳、原始文件、卷宗）。两种做法任选，互相独立。',
  '',
  `  网页：双击 ${packagePaths.verifyPage}，用浏览器打开（可以断网），再把证据包的 ZIP 文件拖进去。`,
  '    请注意：这个网页是随证据包一起来的，造假的人也可以换掉它。要更放心，请用从别处得到的同一网页',
  '    （例如留痕的发布文件里的那一份），再把这个证据包拖进去。',
  '',
  '  程序：verify.py 是另外一个程序，不在证据包里，在留痕的源代码的 verifier 文件夹。需要 Python 3 和 openssl：',
  '',
  '    python3 verify.py 证据包.zip',
  '',
  '    网页和程序自带几家时间戳机构的根证书。别的机构：先把第三节的指纹与机构公布的对照，再在网页里填上，或给程序加上',
  '    --tsa-root 和这个指纹（64 位，不带冒号）。',
  '',
  '  结论有三种：已验证、仅完整性（文件与账本一致，但缺少可信时间或签名，或还有没核对的项目）、不通过。',
  '  下面逐项列出通过、不通过（附代码）和没有核对的项目。',
  '',
];

function contentsText(
  { hasJournals, hasTranscripts, isSigned }: InstructedContents,
  isStamped: boolean,
): readonly string[] {
  const row = (path: string, what: string) => `    ${path.padEnd(28)}${what}`;
  return [
    '五、里面有什么',
    '',
    row(packagePaths.dossier, '卷宗，可直接打印'),
    row(packagePaths.originals, '原始文件，文件名以卷宗里的证据编号开头'),
    ...(hasJournals ? [row(packagePaths.recordings, '录屏流水：每段录像写下时的 SHA-256，一行一段')] : []),
    ...(hasTranscripts ? [row(packagePaths.transcripts, '文字稿，由提交人提供，以录音原件为准')] : []),
    row(packagePaths.evidenceIndex, '证据索引（供程序读取）'),
    row(
      'data/ledger/',
      `账本中与本订单有关的条目、包含证明、账本头${isSigned ? '、签过名的检查点（checkpoints）' : ''}`,
    ),
    ...(isStamped
      ? [row(packagePaths.timestamps, '时间戳：请求（.tsq）、应答（.tsr）、证书链（.chain.pem）')]
      : []),
    row(packagePaths.verifyPage, '校验网页'),
    row(packagePaths.manifest, '全部文件的 SHA-256 清单（BagIt 格式，RFC 8493）'),
    ...(isSigned
      ? [row(packagePaths.manifestSignature, '对上面清单的签名（Ed25519，由上面的网页或程序核对）')]
      : []),
    '',
  ];
}

function meaning(isSigned: boolean, isStamped: boolean): readonly string[] {
  return [
    '七、核对通过说明什么、不说明什么',
    '',
    '    说明：这些文件自写入账本以来没有改变。',
    ...(isSigned
      ? ['    说明：清单由持有这个证据库密钥的人签过名。不说明他是谁：密钥在提交人的电脑里。']
      : ['    没有签名：导出时没有可用的签名密钥。']),
    ...(isStamped
      ? ['    说明：时间戳涵盖的证据，在盖章时间已经存在。不说明它们是什么时候形成的，只说明不晚于那时。']
      : ['    没有可信时间：全部时间来自提交人电脑的时钟。']),
    '    不说明：画面内容属实、截取之前没有改动、截取的准确时间，也不代表任何机构的意见。',
    '',
  ];
}
