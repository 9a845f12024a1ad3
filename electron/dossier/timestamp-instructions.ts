import { checkpointPath } from '../../core/manifest/index.ts';
import type { PackagedStamp } from './ledger-proofs.ts';
import { notAfter, zoned } from './time-wording.ts';
import { visibleText } from './visible-text.ts';

/** The part of 验证说明.txt about trusted time: the very commands for this package's tokens. */
export function timestampInstructions(stamps: readonly PackagedStamp[]): readonly string[] {
  if (stamps.length === 0) {
    return ['三、可信时间：这个证据包里还没有时间戳（没有开启，或时间戳机构还没有答复）。', ''];
  }
  return [
    '三、核对可信时间（需要 openssl）',
    '',
    '  检查点文件里有账本的根哈希，时间戳机构在检查点文件的 SHA-256 上盖章，写明时间。',
    '',
    ...findingOpenssl,
    '  在以 liuhen- 开头的文件夹里，每个时间戳运行一条命令，应显示“Verification: OK”：',
    '',
    ...stamps.flatMap(stampCommand),
    '  -attime 后面是盖章时间（1970 年以来的秒数）：按盖章那一刻判断证书是否有效。机构的证书以后到期了，这些命令照样通过；',
    '  不写 -attime 的命令，到期后会报错，那不表示时间戳有问题。',
    '',
    '  想看时间戳里写的时间、序列号和策略（把编号换成要看的）：',
    '',
    `    openssl ts -reply -in ${stamps[0]?.paths.response} -text`,
    '',
    ...rootInstructions(stamps),
  ];
}

const findingOpenssl: readonly string[] = [
  '  Windows：装过 Git for Windows 的电脑上已有 openssl。在 PowerShell 里先运行这一行，下面的命令就能用：',
  '',
  '    Set-Alias openssl "C:\\Program Files\\Git\\usr\\bin\\openssl.exe"',
  '',
  '    没有的话，用第四节的网页核对。',
  '',
  '  macOS：系统自带的 openssl 是 LibreSSL，可能不认识 -attime。如果提示 unknown option：证书到期以前，去掉 -attime',
  '    和它后面的数字再运行（到期时间写在每条命令下面）；到期以后，用第四节的网页核对。',
  '',
  '  Linux：一般自带 openssl。',
  '',
];

function stampCommand({ size, label, paths, held }: PackagedStamp): readonly string[] {
  const { genTimeUtc, chainExpiresUtc } = held.token;
  const attime = Math.floor(Date.parse(genTimeUtc) / 1000);
  return [
    `  时间戳 ${label}：${visible(held.authority.name)}，盖章时间 ${notAfter(genTimeUtc)}`,
    '',
    `    openssl ts -verify -data ${checkpointPath(size)} -in ${paths.response} -CAfile ${paths.chain} -attime ${attime}`,
    '',
    `    证书链里最早到期的证书，有效期到 ${zoned(chainExpiresUtc)}`,
    '',
  ];
}

/** A chain that comes with its token shows only that they fit each other: whose root it is has to be asked elsewhere. */
function rootInstructions(stamps: readonly PackagedStamp[]): readonly string[] {
  const roots = [...new Map(stamps.map((stamp) => [stamp.held.token.rootSha256, stamp])).values()];
  return [
    '  证书链（.chain.pem）是随包附的，上面的命令只说明时间戳与它相配。根证书是不是那家机构的，请把下面的指纹与机构自己公布的对照：',
    '',
    ...roots.flatMap(({ held, paths }) => [
      `    ${visible(held.authority.name)} 的根证书，SHA-256 指纹：`,
      `      ${fingerprint(held.token.rootSha256)}`,
      `      （在 ${paths.chain} 的最后一张证书）`,
      '',
    ]),
    '  从文件里算出这个指纹（把文件名换成要看的）：',
    '',
    '    macOS、Linux：',
    '',
    `      awk '/BEGIN CERT/{c=""}{c=c $0 "\\n"}END{printf "%s",c}' ${roots[0]?.paths.chain} | openssl x509 -noout -fingerprint -sha256`,
    '',
    '    Windows（PowerShell）：',
    '',
    `      (Get-Content -Raw ${roots[0]?.paths.chain}) -split '(?=-----BEGIN)' | Select-Object -Last 1 | openssl x509 -noout -fingerprint -sha256`,
    '',
  ];
}

/** As `openssl x509 -fingerprint` prints it. */
function fingerprint(sha256: string): string {
  return sha256.toUpperCase().replace(/..(?=.)/g, '$&:');
}

/** A name that may come from anywhere, on one line, with nothing that hides or turns its neighbours. */
function visible(name: string): string {
  return visibleText(name, () => true);
}
