import { enCases } from './en-cases.ts';
import { enChecks } from './en-checks.ts';
import { enDomain } from './en-domain.ts';
import { enErrors } from './en-errors.ts';
import { enLetters } from './en-letters.ts';
import { enMedia } from './en-media.ts';
import { enMoney } from './en-money.ts';
import { enPages } from './en-pages.ts';
import { enProgress, enTodo } from './en-progress.ts';
import { enProof } from './en-proof.ts';
import { enRecording } from './en-recording.ts';
import { enRules } from './en-rules.ts';
import { enSession } from './en-session.ts';
import { enBackup, enTrustedTime } from './en-trusted-time.ts';
import type { Texts } from './locales.ts';

/** English, complete. */
export const en: Texts = {
  ...enPages,
  cases: enCases,
  letters: enLetters,
  money: enMoney,
  progress: enProgress,
  rules: enRules,
  todo: enTodo,
  domain: enDomain,
  errors: enErrors,
  media: enMedia,
  recording: enRecording,
  checks: enChecks,
  proof: enProof,
  trustedTime: enTrustedTime,
  backup: enBackup,
  session: enSession,
  app: {
    name: 'Liuhen',
    sealCharacter: '固',
    nav: 'Main navigation',
    inbox: 'Inbox',
    orders: 'Orders',
    evidence: 'Evidence',
    locker: 'Locker',
    todo: 'To do',
    rules: 'Rules',
    settings: 'Settings',
    loading: 'Reading…',
    hiddenCharacters: 'Holds characters that cannot be seen:',
    retry: 'Try again',
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    copy: 'Copy',
    copied: 'Copied',
    copyNamed: (what) => `Copy ${what}`,
    none: '—',
    search: 'Search orders and evidence',
    searchPlaceholder: 'Search orders, notes, window titles',
    searchOrders: 'Orders',
    searchInbox: 'Evidence in the inbox',
    searchHere: 'Evidence of this order',
    searchNothing: 'Nothing found. Try another word, such as the last digits of the order number.',
    lockerGood: 'The last verification passed',
    lockerBad: 'The last verification failed',
    lockerNotYet: 'Not verified yet',
    broken: 'The window ran into an error',
    brokenHelp: 'Your evidence is on disk and not affected. Reload the window to go on.',
    reload: 'Reload',
    ofTotal: (done, total) => `${done} / ${total}`,
    timeLeft: (seconds) =>
      seconds < 60 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`,
  },
  activeOrder: {
    label: 'Collecting for',
    none: 'no order',
    noneOption: 'No order: captures go to the inbox',
    placeholder: 'Choose the order you collect evidence for',
    hint: 'New captures are filed under the order chosen here.',
    set: 'Collect for this order',
    isActive: 'Collecting: new captures are filed here',
    stop: 'Stop, back to the inbox',
  },
  capture: {
    screen: 'Screen',
    window: 'Window',
    region: 'Region',
    record: 'Record',
    pause: 'Pause / go on',
    mark: 'Mark recording',
    delay: 'Delay',
    delayNone: 'No delay',
    delaySeconds: (seconds) => `After ${seconds} s`,
    countdown: (seconds) => `Capturing in ${seconds} s – switch to what you want in the picture`,
    sealed: (count) => (count === 1 ? '1 capture sealed' : `${count} captures sealed`),
    failed: 'Not captured',
    modes: { screen: 'Screen capture', window: 'Window capture', region: 'Region capture' },
    triggers: {
      hotkey: 'hotkey',
      window: 'button in Liuhen',
      'command-line': 'command line',
      timer: 'timer',
    },
  },
  toast: {
    sealed: 'Sealed',
    toInbox: 'Put in the inbox',
    undo: 'Undo filing',
    undone: 'Back in the inbox; the capture is kept',
    failed: 'Not sealed',
    dismiss: 'Close this notice',
    open: 'Show this capture',
    picture: 'The capture just taken',
    openRecording: 'Show this recording',
    recordingPicture: 'The recording just made',
    recording: {
      'recording-started': { title: 'Recording', hint: 'Stop, pause or mark with the hotkeys.' },
      'recording-marked': { title: 'Marked', hint: 'Kept at this moment of the recording.' },
      'recording-warned': { title: 'The recording needs a look', hint: 'Open Liuhen to see what to do.' },
      'recording-ended': { title: 'The recording has ended', hint: 'Open Liuhen to see it.' },
      'recording-recovered': {
        title: 'An interrupted recording was found',
        hint: 'It has been sealed. Click the picture to see it.',
      },
    },
  },
  region: {
    help: 'Drag to select · arrows move by 1 pixel (Shift 10, Ctrl resizes) · Enter accepts · Esc cancels',
    confirm: 'Accept (Enter)',
    cancel: 'Cancel (Esc)',
    picture: 'The frozen screen',
    size: (width, height) => `${width} × ${height}`,
    loading: 'Freezing the screen…',
    failed: 'The screen could not be read. Press Esc and try again.',
  },
  firstRun: {
    title: 'Getting started',
    step: (at, of) => `Step ${at} of ${of}`,
    whatTitle: 'Press a key while you buy',
    whatText:
      'When you buy a top-up card, an account or an activation code, press the hotkey on the order page, the payment page and the chat. Liuhen keeps the screen exactly as it was, computes its fingerprint (SHA-256) and records it in an append-only ledger.',
    whatPoints: [
      'For something longer or with voices, record the screen; it is stored while it is recorded.',
      'Captures and recordings are grouped by order; for a dispute you export a dossier and an evidence package with one click.',
      'Everything stays on this computer. Unless you turn on trusted time, clock comparison or WebDAV backup, or check the environment, Liuhen does not use the network.',
      'It can show that a capture has not changed since it was stored. It does not replace the judgement of a platform or court.',
    ],
    whereTitle: 'Your locker is here',
    whereText:
      'A capture never changes once it is stored. Please do not alter files in this folder with other programs; you can copy the whole folder to another disk as a backup.',
    whereFree: (free) => `${free} free on this disk`,
    tryTitle: 'Try it once',
    tryText: 'Switch to any window and press this hotkey. When you see the thumbnail, everything works.',
    tryTaken: 'Another program has taken this hotkey. You can use this one instead:',
    tryAccept: (keys) => `Use ${keys}`,
    tryButton: 'Or capture right here',
    tryWaiting: 'Waiting for the hotkey…',
    tryRecord: 'Later, for something longer or with sound, record the screen:',
    tryDone: 'Sealed. The capture is in the inbox; keep it or leave it there.',
    next: 'Next',
    back: 'Back',
    skip: 'Skip',
    done: 'Start',
  },
};
