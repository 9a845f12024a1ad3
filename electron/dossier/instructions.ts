import { formatTreeHead } from '../../core/ledger/index.ts';
import { packagePaths } from '../../core/manifest/index.ts';
import type { OrderLedger } from '../locker/index.ts';

/** `data/验证说明.txt`: how anybody checks the package with what their system brings. Lines end as Windows expects. */
export function verificationInstructions(
  ledger: OrderLedger,
  dossierSha256: string,
  { hasJournals, hasTranscripts }: { readonly hasJournals: boolean; readonly hasTranscripts: boolean },
): string {
  const [origin = '', size = '', root = ''] = formatTreeHead(ledger.treeHead).split('\n');
  return [
    '怎样核对这个证据包（不需要安装任何软件）',
    '',
    '一、解压后，进入里面那个以 liuhen- 开头的文件夹，然后按你的系统选一种做法。',
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
    '二、核对卷宗 PDF：它的 SHA-256 应是',
    '',
    `    ${dossierSha256}`,
    '',
    '三、里面有什么',
    '',
    `    ${packagePaths.dossier}            卷宗，可直接打印`,
    `    ${packagePaths.originals}             原始文件，文件名以卷宗里的证据编号开头`,
    ...(hasJournals
      ? [`    ${packagePaths.recordings}            录屏流水：每段录像写下时的 SHA-256，一行一段`]
      : []),
    ...(hasTranscripts
      ? [`    ${packagePaths.transcripts}           文字稿，由提交人提供，以录音原件为准`]
      : []),
    `    ${packagePaths.evidenceIndex}          证据索引（供程序读取）`,
    '    data/ledger/                账本中与本订单有关的条目、包含证明、账本头',
    `    ${packagePaths.manifest}    全部文件的 SHA-256 清单（BagIt 格式，RFC 8493）`,
    '',
    '四、账本头（来源、条数、根哈希）',
    '',
    `    ${origin}`,
    `    ${size}`,
    `    ${root}`,
    '',
    '五、核对通过说明什么、不说明什么',
    '',
    '    只说明：这些文件自写入账本以来没有改变。',
    '    不说明：画面内容属实、截取之前没有改动、截取的准确时间，也不代表任何机构的意见。',
    '',
  ].join('\r\n');
}
