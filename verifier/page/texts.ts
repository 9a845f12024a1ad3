/** Words of the page. Sizes and counts are filled in by whoever shows them. */
export interface Texts {
  readonly language: string;
  readonly otherLanguage: string;
  readonly title: string;
  readonly lead: string;
  readonly drop: string;
  readonly chooseArchive: string;
  readonly chooseFolder: string;
  readonly folderHint: string;
  readonly roots: string;
  readonly rootsHint: string;
  readonly addRootFile: string;
  readonly fingerprint: string;
  readonly add: string;
  readonly notARoot: string;
  readonly noBag: string;
  readonly noWebCrypto: string;
  readonly unreadable: string;
  readonly checking: string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly again: string;
  readonly verdicts: Readonly<Record<'verified' | 'integrity-only' | 'failed', readonly [string, string]>>;
  readonly results: Readonly<Record<'PASS' | 'FAIL' | 'NOT_CHECKED', string>>;
  readonly counts: (passed: number, failed: number, notChecked: number) => string;
  readonly checks: string;
  readonly exhibits: string;
  readonly exhibitColumns: readonly [string, string, string, string];
  readonly noKind: string;
  readonly pending: string;
  readonly statedBy: string;
  readonly treeHead: string;
  readonly limits: string;
  readonly limitLines: readonly string[];
  readonly ownLimits: string;
  readonly ownLimitLines: readonly string[];
  readonly download: string;
  readonly print: string;
  readonly checkedAt: string;
}

/** 简体中文. */
export const chinese: Texts = {
  language: 'zh-CN',
  otherLanguage: 'English',
  title: '证据包校验',
  lead: '在你自己的电脑上核对一个证据包。文件不会离开这台电脑，断网也能用。',
  drop: '把证据包（ZIP）拖到这里',
  chooseArchive: '选择证据包',
  chooseFolder: '选择解压后的文件夹',
  folderHint: '选文件夹时，压缩包本身不检查。',
  roots: '时间戳信任哪些机构',
  rootsHint:
    '时间戳最后要落到你信任的根证书上。可以再加一个：选证书文件，或粘贴它的 SHA-256 指纹。请从机构的官网取得，不要用证据包里附的。',
  addRootFile: '选择根证书（.pem、.crt）',
  fingerprint: 'SHA-256 指纹',
  add: '加入',
  notARoot: '这不是一张根证书，也不是 SHA-256 指纹。',
  noBag: '这个文件夹里没有 bagit.txt，不是解压后的证据包。',
  noWebCrypto:
    '这个浏览器不让本机的网页使用 WebCrypto，核对不了时间戳。请换一个较新的浏览器，或用 Python 程序。',
  unreadable: '文件读不出来：可能已被移动或删除，或没有权限。请重新选择。',
  checking: '正在核对',
  cancel: '取消',
  cancelled: '已取消，没有结论。',
  again: '再查一个',
  verdicts: {
    verified: ['已验证', '内容自固定以来没有变过，签名成立，每件证据都有可信的第三方时间。'],
    'integrity-only': ['仅完整性', '内容自固定以来没有变过；签名或可信时间不齐，下面写明了缺什么。'],
    failed: ['不通过', '有内容对不上：被改过、损坏，或不是导出时的原文件。下面写明了是哪一处。'],
  },
  results: { PASS: '通过', FAIL: '不通过', NOT_CHECKED: '未检查' },
  counts: (passed, failed, notChecked) => `通过 ${passed} 项 · 不通过 ${failed} 项 · 未检查 ${notChecked} 项`,
  checks: '逐项结果',
  exhibits: '证据清单',
  exhibitColumns: ['编号', '名称', '本机时间', '可信时间'],
  noKind: '未归类',
  pending: '待确认',
  statedBy: '本机时间是提交人的电脑说的；可信时间是第三方说的，证据不晚于它。',
  treeHead: '账本头',
  limits: '它不证明什么',
  limitLines: [
    '只说明文件从固定那一刻起没有变过、在可信时间之前已经存在。',
    '不证明当时的电脑、网页是真实的，也不证明固定之前没有改动。',
    '不证明提交人是谁，也不对案件作任何判断。',
  ],
  ownLimits: '这一页自己的限度',
  ownLimitLines: [
    '随证据包来的这一页，不能替自己作证：改证据包的人也能改它。',
    '拿不准时，从留痕的发布页另外取得这一页；或用同处发布的 Python 程序 verify.py；或照包里《验证说明.txt》用系统自带的 sha256sum、openssl 命令核对。三者应得出同样的结论。',
    '证书有没有被吊销，这里不联网查询。',
  ],
  download: '下载结果（JSON）',
  print: '打印',
  checkedAt: '核对于',
};

/** English. */
export const english: Texts = {
  language: 'en',
  otherLanguage: '中文',
  title: 'Check a package of evidence',
  lead: 'Checks a package on your own computer. No file leaves it; no network is needed.',
  drop: 'Drop the package (ZIP) here',
  chooseArchive: 'Choose the package',
  chooseFolder: 'Choose the unpacked folder',
  folderHint: 'Of a folder, the archive itself is not checked.',
  roots: 'Which authorities time stamps are trusted by',
  rootsHint:
    'A time stamp has to end in a root certificate that you trust. You can add one: choose its file, or paste its SHA-256 fingerprint. Take it from the authority itself, not from the package.',
  addRootFile: 'Choose a root certificate (.pem, .crt)',
  fingerprint: 'SHA-256 fingerprint',
  add: 'Add',
  notARoot: 'This is neither a root certificate nor a SHA-256 fingerprint.',
  noBag: 'There is no bagit.txt in this folder: it is not an unpacked package.',
  noWebCrypto:
    'This browser does not let a local page use WebCrypto, so time stamps cannot be checked. Use a newer browser or the Python program.',
  unreadable: 'The file cannot be read: it may have been moved or removed. Choose it again.',
  checking: 'Checking',
  cancel: 'Cancel',
  cancelled: 'Cancelled; there is no verdict.',
  again: 'Check another',
  verdicts: {
    verified: [
      'Verified',
      'Unchanged since it was sealed, rightly signed, and every exhibit has a trusted time.',
    ],
    'integrity-only': [
      'Integrity only',
      'Unchanged since it was sealed; signature or trusted time is not complete. What is missing is said below.',
    ],
    failed: [
      'Failed',
      'Something does not agree: changed, damaged, or not the file that was exported. Where is said below.',
    ],
  },
  results: { PASS: 'PASS', FAIL: 'FAIL', NOT_CHECKED: 'NOT CHECKED' },
  counts: (passed, failed, notChecked) => `${passed} passed · ${failed} failed · ${notChecked} not checked`,
  checks: 'Line by line',
  exhibits: 'Exhibits',
  exhibitColumns: ['No.', 'Name', 'Machine time', 'Trusted time'],
  noKind: 'not assigned',
  pending: 'pending',
  statedBy:
    'Machine time is what the submitter’s computer said; trusted time is a third party’s: the exhibit is not younger.',
  treeHead: 'Tree head',
  limits: 'What this does not show',
  limitLines: [
    'It shows only that files are unchanged since they were sealed, and existed before the trusted time.',
    'It does not show that the computer or the page was genuine, or that nothing was changed before sealing.',
    'It does not show who submitted it, and judges nothing of the case.',
  ],
  ownLimits: 'Limits of this page',
  ownLimitLines: [
    'A page that came with the package cannot vouch for itself: whoever changed the package could change it too.',
    'When in doubt, get this page from the releases of Liuhen, or use the Python program verify.py from there, or follow 验证说明.txt in the package with sha256sum and openssl. All give the same verdict.',
    'Whether a certificate was revoked is not looked up; that would take the network.',
  ],
  download: 'Download the result (JSON)',
  print: 'Print',
  checkedAt: 'Checked at',
};
