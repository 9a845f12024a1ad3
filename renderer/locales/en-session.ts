import type { Texts } from './locales.ts';

/** Names of what an environment check looks at. */
const findings: Texts['session']['environment']['findings'] = {
  'clock-offset': 'Clock',
  proxy: 'Proxy settings',
  'hosts-file': 'Hosts file',
  dns: 'Domain name',
  tls: 'Certificate of the site',
  'remote-control': 'Remote control',
  'virtual-machine': 'Virtual machine',
  'capture-altering': 'Programs that alter captures',
  'operating-system': 'Operating system',
  'app-integrity': 'Liuhen itself',
  'disk-space': 'Disk space',
};

/** Texts of the environment check and the evidence session. */
export const enSession: Texts['session'] = {
  environment: {
    button: 'Check machine',
    running: 'Checking this computer',
    title: 'Environment check',
    what: 'Looks over this computer before you collect evidence and records how it was, so that nobody can say the picture was tampered with. Raw values are sealed with it.',
    looksAt: 'It looks at',
    looksAtText:
      'clock, proxy settings, hosts file, remote control and programs that alter captures, signs of a virtual machine, versions and integrity of system and Liuhen, disk space. Not at your files or chats.',
    asksTitle: 'What it asks the network',
    asksDomain: (domain) =>
      `The address of ${domain} and the certificate of its site (no log-in, no page is opened); and the time servers once, if clock comparison is allowed.`,
    asksNothing:
      'Without a domain no name is looked up and no site is contacted; only the time servers once, if clock comparison is allowed.',
    domain: 'Web address or domain of the platform (optional)',
    domainPlaceholder: 'Such as shop.example.com, from the address bar',
    domainInvalid: 'This is no web address. Copy it from the address bar, such as shop.example.com.',
    goesTo: 'Report goes to',
    start: 'Check',
    again: 'Check again',
    cancelled: 'Check cancelled; there is no report.',
    summaryClear: 'Nothing unusual was found',
    summaryNoticed: (count) => (count === 1 ? '1 thing to know' : `${count} things to know`),
    summaryUnchecked: (count) => `${count} not checked`,
    noticedHelp:
      'A thing to know is not a fault. Mend it and check again if you can; if not, leave it: the report says so.',
    groups: { noticed: 'To know', 'not-checked': 'Not checked', clear: 'Nothing unusual' },
    findings,
    domainLooked: 'Domain checked',
    domainNone: 'no domain given',
    sealed: 'Report sealed',
    openReport: 'Show the sealed report',
    badge: 'Environment check',
    source: 'Report of an environment check',
    alt: (domain, time) => `Report of an environment check${domain === '' ? '' : ` (${domain})`}, ${time}`,
  },
  session: {
    button: 'Session',
    title: 'Start an evidence session',
    what: 'Brackets a round of evidence: checks the machine first, shows a public “not before” value in the picture, and ends with a stamped checkpoint.',
    order: 'Order',
    noOrder: 'No order: the inbox',
    isChecked: 'Check the environment first',
    isCheckedHint: 'Takes a few seconds; the report is sealed into the same order.',
    notBefore: 'Show “not before” in the picture',
    notBeforeHint:
      'The first capture of the session shows a line with a public value that nobody could know earlier, so the capture is not older.',
    choices: {
      none: 'No',
      'newest-timestamp': 'The newest trusted time',
      pasted: 'A public value that I paste',
    },
    newest: (time) => `Newest: ${time}`,
    newestNone: 'There is no trusted time yet, so this cannot be used.',
    pasted: 'Public value',
    pastedHint:
      "Such as today's lottery numbers, or the headline and time of a news report. Up to 200 characters.",
    pastedMissing: 'Paste a public value, or choose another way.',
    start: 'Start session',
    starting: 'Starting the session; checking the environment first…',
    startingShort: 'Starting…',
    ending: 'Ending the session, making a checkpoint…',
    open: 'Evidence session under way',
    since: (time) => `since ${time}`,
    report: 'Environment report',
    stripShown: '“Not before” is in the picture',
    stripWaiting: 'The first capture will show “not before”',
    end: 'End',
    ended: 'The session has ended with a checkpoint',
    number: 'Session id',
  },
  strip: {
    brand: 'Liuhen',
    notBefore: 'not before',
    session: 'session',
    empty: 'evidence session',
    label: 'Mark of the evidence session',
  },
};
