import { beijingTimeWithZone } from '../../core/manifest/index.ts';
import type { IntegrityModel } from './page-model.ts';

/** What the appendix has to speak of. */
export interface IntegrityContents {
  readonly hasRecordings: boolean;
  readonly hasTranscripts: boolean;
  readonly isSigned: boolean;
  /** At least one exhibit has trusted time. */
  readonly isStamped: boolean;
}

/** The fixed wording of the integrity appendix: what the figures show and, as plainly, what they do not. */
export function integrityWording(
  fixedUntilUtc: string,
  { hasRecordings, hasTranscripts, isSigned, isStamped }: IntegrityContents,
): Pick<IntegrityModel, 'sections' | 'ways' | 'waysNote' | 'treeHeadNote'> {
  return {
    sections: [
      {
        title: '这些数字说明什么',
        items: [
          'SHA-256 是按文件全部内容算出的 64 位十六进制数。内容哪怕只改动一个字节，算出来的数字也会不同。',
          '每份证据在截取或导入时即计算 SHA-256 并写入只增不改的账本。现在重新计算，结果与下表一致，就说明文件自写入账本以来没有改变。',
          ...(hasRecordings ? recordingShows : []),
          `本卷宗列出的证据与订单信息，以账本中截至 ${beijingTimeWithZone(fixedUntilUtc)} 的记录为准。`,
        ],
      },
      {
        title: '这些数字不说明什么',
        items: [
          '不说明画面或文件的内容属实，也不说明截取之前没有被改动；内容是否真实，需结合其他证据判断。',
          isStamped
            ? '不说明截取的准确时间。截取时刻来自提交人电脑的时钟；可信时间由第三方给出，但只说明“不晚于”。每份证据页上的“时间依据”写明是哪一种。'
            : '不说明截取的准确时间。本卷宗的时间来自提交人电脑的时钟，没有第三方时间戳。',
          ...(isSigned ? [] : [UNSIGNED]),
          '“导入”的文件在导入之前如何形成、是否改动过，本软件并不知道。',
          ...(hasRecordings ? recordingDoesNotShow : []),
          ...(hasTranscripts ? transcriptDoesNotShow : []),
          '本卷宗由提交人自行制作，没有经过公证机构、鉴定机构或其他第三方核验。',
        ],
      },
    ],
    ways: [
      { title: 'Windows（PowerShell）', command: 'Get-FileHash -Algorithm SHA256 文件名' },
      { title: 'Windows（命令提示符）', command: 'certutil -hashfile 文件名 SHA256' },
      { title: 'macOS（终端）', command: 'shasum -a 256 文件名' },
      { title: 'Linux', command: 'sha256sum 文件名' },
    ],
    waysNote:
      '原始文件在证据包（ZIP）的 data/originals 文件夹，文件名以证据编号开头。对其中任一文件运行上面的命令，与下表对照即可；不区分大小写。证据包里的“验证说明.txt”写有一次核对全部文件的方法。打印件是副本，请一并保存证据包。',
    treeHeadNote:
      '以下三行是账本的来源、记录条数与根哈希（RFC 9162）。日后账本若有删改，与这三行对照即可发现。',
  };
}

const UNSIGNED =
  '证据包没有签名，也没有附检查点和时间戳：导出时没有可用的签名密钥。它只能核对文件与账本是否一致。';

const recordingShows = [
  '录屏是边录边写到磁盘的：大约每一秒写下一段，写完即算出这一段的 SHA-256，和从头到此的 SHA-256，作为一行记入“录屏流水”；每一行都含上一行的哈希。标记、暂停和结束也各是一行。停止后，录像与流水一起写入账本。',
  '流水与录像逐段相符、与账本相符，就说明录像自录制结束写入账本以来没有被剪去、插入或改动；有一段损坏时，其余各段仍可逐段核对。暂停的时段列在录像的页上，没有录制。',
];

const recordingDoesNotShow = [
  '录屏流水由提交人电脑上的本软件自己写下，没有第三方见证：不说明电脑的时钟准确，不说明屏幕上显示的内容属实，也不说明录制之外（包括暂停时）没有发生别的事。',
  '卷宗里的关键画面只是从录像中取出供查看的几幅，不能代替看完整的录像。',
];

const transcriptDoesNotShow = [
  '文字稿由提交人提供，可能有错漏；录音里说了什么，以录音原件为准。通话对象、时间和是否告知对方，由提交人填写。',
];
