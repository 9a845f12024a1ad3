import { z } from 'zod';
import { billErrors } from '../bills/bill-error.ts';
import { letterKinds } from '../cases/case-record.ts';
import { closingErrors } from '../complaints/closing.ts';
import { evidenceKindSchema } from '../evidence/evidence-kinds.ts';
import { itemIdSchema } from '../evidence/item-id.ts';
import { orderIdSchema } from '../orders/order.ts';
import { markSchema } from '../recording/recording-facts.ts';
import { recordingIdSchema } from '../recording/recording-id.ts';
import { channelIdSchema, daySchema, scenarioIdSchema } from '../rules/rule-book.ts';
import { notBeforeSchema } from '../surroundings/evidence-session.ts';
import { callFactsSchema } from '../transcripts/call.ts';
import { transcriptSchema } from '../transcripts/transcript.ts';
import {
  applicantSchema,
  billViewSchema,
  caseChangeSchema,
  caseViewSchema,
  letterFindingSchema,
  letterViewSchema,
  limitNames,
  notedRecordSchema,
  rulesViewSchema,
  statisticsSchema,
  todoEntrySchema,
} from './case-schemas.ts';
import { keyFrameSchema, mediaDescriptionSchema, soundPeaksSchema } from './media-schemas.ts';
import type { ContractEvent, Operation } from './operation.ts';
import {
  backupStateSchema,
  checkpointSchema,
  clockComparisonViewSchema,
  environmentReportSchema,
  itemProofSchema,
  selfCheckSchema,
  sessionStateSchema,
  signingKeyViewSchema,
  stampingStateSchema,
} from './proof-schemas.ts';
import {
  MAX_CHUNK_BYTES,
  recorderEndCauses,
  recorderReportSchema,
  recorderStartedSchema,
  recorderTaskSchema,
  recordingEndedSchema,
  recordingRequestSchema,
  recordingSourcesSchema,
  recordingStateSchema,
} from './recording-schemas.ts';
import {
  appStateSchema,
  captureModeSchema,
  custodyEventSchema,
  frozenScreenSchema,
  hotkeyActions,
  hotkeyStateSchema,
  itemSchema,
  jobIdSchema,
  jobProgressSchema,
  lockerStatusSchema,
  orderChangeSchema,
  orderDraftSchema,
  orderSchema,
  orderSummarySchema,
  refusedFieldSchema,
  settingsSchema,
  toastContentSchema,
  verificationReportSchema,
} from './schemas.ts';

const nothing = z.undefined();
const small = 4 * 1024;
const form = 64 * 1024;
/** A bulk command may name at most this many items. */
export const MAX_BULK_ITEMS = 5000;
const bulk = 256 * 1024;
const itemIds = z.array(itemIdSchema).min(1).max(MAX_BULK_ITEMS);
/** An unguessable name for what the user picked in a dialog that main opened: the renderer never sees a path. */
const ticketSchema = z.string().regex(/^t-[0-9a-z]{26}$/);

/** Why a locker cannot be written. */
const lockerProblems = [
  'LOCKER_BUSY',
  'LOCKER_CORRUPT',
  'LOCKER_READ_ONLY',
  'LOCKER_TOO_NEW',
  'DISK_FULL',
  'DISK_FAILED',
] as const;
/** Failures of anything that writes to the locker. */
export const lockerErrors = [...lockerProblems, 'ITEM_UNKNOWN', 'ORDER_UNKNOWN'] as const;
/** Why there is no open locker: the window opens all the same, and whatever needs the locker answers so. */
export const lockerOpenErrors = [...lockerProblems, 'LOCKER_NOT_FOUND', 'LOCKER_NOT_A_FOLDER'] as const;
const writeErrors = [...lockerErrors, 'LOCKER_NOT_FOUND', 'LOCKER_NOT_A_FOLDER'] as const;

const captureErrors = [
  ...writeErrors,
  'CAPTURE_NO_DISPLAY',
  'CAPTURE_NO_WINDOW',
  'CAPTURE_REFUSED',
  'CAPTURE_CANCELLED',
  'CAPTURE_IN_PROGRESS',
] as const;

const recordingErrors = [
  ...writeErrors,
  'RECORDING_IN_PROGRESS',
  'RECORDING_NOT_RUNNING',
  'RECORDING_MARKS_FULL',
  'RECORDING_DAMAGED',
  'RECORDING_EMPTY',
  'RECORDING_UNAVAILABLE',
  'RECORDING_REFUSED',
  'RECORDING_NO_DISPLAY',
  'RECORDING_NO_SOUND',
  'RECORDING_FAILED',
  'CAPTURE_CANCELLED',
] as const;

const mediaErrors = [
  ...lockerOpenErrors,
  'ITEM_UNKNOWN',
  'MEDIA_NOT_MEDIA',
  'MEDIA_UNREADABLE',
  'MEDIA_TIME_OUTSIDE',
  'OBJECT_MISSING',
  'OBJECT_DAMAGED',
] as const;
/** Failures of bill exports, each with what to do about the file. */
const billFailures = [...billErrors, 'BILL_READER_FAILED'] as const;
const letterErrors = [...lockerOpenErrors, 'ORDER_UNKNOWN', 'RULES_INVALID', 'LETTER_NOT_FOUNDED'] as const;
const caseErrors = [...lockerOpenErrors, 'ORDER_UNKNOWN', 'RULES_INVALID'] as const;
const longText = z.string().max(20_000);
/** A letter with its text, or many records at once. */
const caseText = 512 * 1024;
/** A typed transcript may be this long. */
const transcriptText = 2 * 1024 * 1024;

const orderFields = z.strictObject({ refused: z.array(refusedFieldSchema) });

/**
 * Everything that windows and main process say to each other. Main's registration, preload's client, the renderer's
 * client and the abuse tests are derived from this constant; nothing crosses that is not in it.
 */
export const contract = {
  app: {
    getState: query(nothing, appStateSchema, [], ['main', 'toast', 'region', 'indicator']),
    updateSettings: command(settingsSchema.partial(), appStateSchema, [
      'SETTINGS_NOT_SAVED',
      'ORDER_UNKNOWN',
    ]),
    /** Tries an accelerator without keeping it. */
    tryHotkey: command(
      z.strictObject({ action: z.enum(hotkeyActions), accelerator: z.string().max(60) }),
      hotkeyStateSchema,
      [],
    ),
  },
  orders: {
    list: query(
      z.strictObject({
        search: z.string().max(200),
        sortBy: z.enum(['lastActivity', 'added', 'paid', 'amount', 'merchant']),
        isDescending: z.boolean(),
        includeArchived: z.boolean(),
      }),
      z.strictObject({ orders: z.array(orderSummarySchema) }),
      lockerOpenErrors,
    ),
    get: query(
      z.strictObject({ orderId: orderIdSchema }),
      z.strictObject({ order: orderSchema, history: z.array(orderChangeSchema), itemCount: z.int() }),
      [...lockerOpenErrors, 'ORDER_UNKNOWN'],
    ),
    /** Adds an order unless a field is refused; duplicates (same platform and number) are named, not refused. */
    add: command(
      orderDraftSchema,
      z.union([z.strictObject({ order: orderSchema, duplicates: z.array(orderIdSchema) }), orderFields]),
      writeErrors,
      form,
    ),
    change: command(
      z.strictObject({ orderId: orderIdSchema, draft: orderDraftSchema }),
      z.union([z.strictObject({ order: orderSchema, duplicates: z.array(orderIdSchema) }), orderFields]),
      writeErrors,
      form,
    ),
    /** Orders with the same platform and number, to warn while typing. */
    findDuplicates: query(
      z.strictObject({
        platform: z.string().max(4000),
        number: z.string().max(4000),
        exceptOrderId: orderIdSchema.nullable(),
      }),
      z.strictObject({ orders: z.array(orderSummarySchema) }),
      lockerOpenErrors,
      ['main'],
      form,
    ),
    setArchived: command(
      z.strictObject({ orderId: orderIdSchema, isArchived: z.boolean() }),
      z.strictObject({ order: orderSchema }),
      writeErrors,
    ),
  },
  evidence: {
    /** Items of an order, or of 收件箱 when `orderId` is null; newest last. A page at a time. */
    list: query(
      z.strictObject({
        orderId: orderIdSchema.nullable(),
        search: z.string().max(200),
        offset: z.int().nonnegative(),
        limit: z.int().positive().max(MAX_BULK_ITEMS),
      }),
      z.strictObject({ items: z.array(itemSchema), total: z.int().nonnegative() }),
      lockerOpenErrors,
    ),
    get: query(
      z.strictObject({ itemId: itemIdSchema }),
      z.strictObject({ item: itemSchema, history: z.array(custodyEventSchema) }),
      [...lockerOpenErrors, 'ITEM_UNKNOWN'],
      ['main', 'toast'],
    ),
    assign: command(
      z.strictObject({ itemIds, orderId: orderIdSchema.nullable() }),
      z.strictObject({ items: z.array(itemSchema) }),
      writeErrors,
      bulk,
    ),
    label: command(
      z.strictObject({ itemIds, kind: evidenceKindSchema.nullable() }),
      z.strictObject({ items: z.array(itemSchema) }),
      writeErrors,
      bulk,
    ),
    note: command(
      z.strictObject({ itemId: itemIdSchema, note: z.string().max(4000) }),
      z.strictObject({ item: itemSchema }),
      writeErrors,
      form,
    ),
    /** Removes for good: the bytes are shredded, a tombstone with the hash stays. */
    remove: command(
      z.strictObject({ itemIds, reason: z.string().max(400) }),
      z.strictObject({ itemIds: z.array(itemIdSchema), pendingObjects: z.int().nonnegative() }),
      writeErrors,
      bulk,
    ),
  },
  capture: {
    /** Resolves when the picture is sealed, or with why it is not. */
    take: command(
      z.strictObject({ mode: captureModeSchema, delaySeconds: z.literal([0, 3, 5, 10]) }),
      z.strictObject({ items: z.array(itemSchema) }),
      captureErrors,
    ),
    getFrozenScreen: query(nothing, frozenScreenSchema, ['CAPTURE_CANCELLED'], ['region']),
    /** The rectangle is in pixels of the frozen picture. */
    chooseRegion: command(
      z.strictObject({
        x: z.int().nonnegative(),
        y: z.int().nonnegative(),
        width: z.int().positive(),
        height: z.int().positive(),
      }),
      nothing,
      ['CAPTURE_CANCELLED'],
      small,
      ['region'],
    ),
    cancelRegion: command(nothing, nothing, [], small, ['region']),
  },
  /** Recording the screen, as the main window and the indicator steer it. */
  recording: {
    getSources: query(nothing, recordingSourcesSchema, ['RECORDING_UNAVAILABLE']),
    getState: query(nothing, recordingStateSchema, [], ['main', 'indicator']),
    /** Resolves once the first line of the journal is durable and frames are coming. */
    start: command(recordingRequestSchema, recordingStateSchema, recordingErrors),
    pause: command(nothing, recordingStateSchema, recordingErrors, small, ['main', 'indicator']),
    resume: command(nothing, recordingStateSchema, recordingErrors, small, ['main', 'indicator']),
    /** Resolves when what was recorded is sealed. */
    stop: command(nothing, z.strictObject({ item: itemSchema }), recordingErrors, small, [
      'main',
      'indicator',
    ]),
    /** An empty label is numbered: 标记 1, 标记 2 … Durable when it resolves. */
    mark: command(
      z.strictObject({ label: z.string().max(200) }),
      z.strictObject({ mark: markSchema }),
      recordingErrors,
      small,
      ['main', 'indicator'],
    ),
    /** Lets the meters run without recording; both null and false: stop listening. */
    listen: command(
      z.strictObject({ microphoneId: z.string().max(400).nullable(), isSystemSoundOn: z.boolean() }),
      nothing,
      recordingErrors,
    ),
  },
  /** What the recorder's hidden page says to main. It keeps nothing: bytes go out as they are encoded. */
  recorder: {
    getTask: query(nothing, recorderTaskSchema, [], ['recorder']),
    started: command(recorderStartedSchema, nothing, ['RECORDING_NOT_RUNNING'], small, ['recorder']),
    /** Resolves when the bytes are durable. Chunks are numbered from 0 and come in order. */
    chunk: command(
      z.strictObject({
        taskId: recordingIdSchema,
        index: z.int().nonnegative(),
        bytes: z.instanceof(Uint8Array<ArrayBuffer>),
      }),
      nothing,
      ['RECORDING_NOT_RUNNING', 'DISK_FULL', 'DISK_FAILED'],
      MAX_CHUNK_BYTES,
      ['recorder'],
    ),
    report: command(recorderReportSchema, nothing, ['RECORDING_NOT_RUNNING'], small, ['recorder']),
    /** A sound device went away: the recording goes on without it. */
    noticed: command(
      z.strictObject({
        taskId: recordingIdSchema,
        code: z.enum(['sound-lost']),
        detail: z.string().max(400),
      }),
      nothing,
      ['RECORDING_NOT_RUNNING'],
      small,
      ['recorder'],
    ),
    ended: command(
      z.strictObject({
        taskId: recordingIdSchema,
        cause: z.enum(recorderEndCauses),
        detail: z.string().max(400),
      }),
      nothing,
      ['RECORDING_NOT_RUNNING'],
      small,
      ['recorder'],
    ),
    listDevices: command(
      z.strictObject({
        microphones: z
          .array(z.strictObject({ id: z.string().max(400), label: z.string().max(400) }))
          .max(100),
      }),
      nothing,
      [],
      form,
      ['recorder'],
    ),
  },
  /** Sound and video: recordings and imported files. */
  media: {
    describe: query(z.strictObject({ itemId: itemIdSchema }), mediaDescriptionSchema, mediaErrors),
    /** Makes the copy for playing and the filmstrip, as a job; what is there already is done at once. */
    prepare: command(
      z.strictObject({ itemId: itemIdSchema }),
      z.strictObject({ jobId: jobIdSchema }),
      mediaErrors,
    ),
    getKeyFrames: query(
      z.strictObject({ itemId: itemIdSchema }),
      z.strictObject({ frames: z.array(keyFrameSchema) }),
      mediaErrors,
    ),
    getPeaks: query(z.strictObject({ itemId: itemIdSchema }), soundPeaksSchema, mediaErrors),
    /** Seals the frame shown at this time as an item of its own that names its original. */
    sealFrame: command(
      z.strictObject({ itemId: itemIdSchema, mediaMs: z.int().nonnegative() }),
      z.strictObject({ item: itemSchema }),
      [...mediaErrors, ...writeErrors],
    ),
    /** Seals a stretch as an item of its own, as a job; `itemSealed` tells when. */
    trim: command(
      z.strictObject({
        itemId: itemIdSchema,
        fromMs: z.int().nonnegative(),
        toMs: z.int().positive(),
      }),
      z.strictObject({ jobId: jobIdSchema }),
      mediaErrors,
    ),
    describeCall: command(
      z.strictObject({ itemId: itemIdSchema, call: callFactsSchema.nullable() }),
      z.strictObject({ item: itemSchema }),
      writeErrors,
      form,
    ),
    getTranscript: query(
      z.strictObject({ itemId: itemIdSchema }),
      z.strictObject({ transcript: transcriptSchema.nullable() }),
      [...lockerOpenErrors, 'ITEM_UNKNOWN'],
    ),
    /** Keeps typed text as the transcript: a line a cue, `00:12 …` gives it a time; empty takes it away. */
    writeTranscript: command(
      z.strictObject({ itemId: itemIdSchema, text: z.string().max(600_000) }),
      z.strictObject({ item: itemSchema }),
      [...writeErrors, 'TRANSCRIPT_TOO_LONG'],
      transcriptText,
    ),
    /** Reads an SRT, VTT or plain text file the user picked. */
    importTranscript: command(
      z.strictObject({ itemId: itemIdSchema, ticket: ticketSchema }),
      z.strictObject({ item: itemSchema }),
      [
        ...writeErrors,
        'TICKET_UNKNOWN',
        'TRANSCRIPT_TOO_LONG',
        'TRANSCRIPT_EMPTY',
        'TRANSCRIPT_NOT_TEXT',
        'FILE_NOT_FOUND',
        'FILE_UNREADABLE',
      ],
    ),
  },
  toast: {
    getContent: query(nothing, toastContentSchema, ['TOAST_GONE'], ['toast']),
    /** 撤销归类: the item goes back to 收件箱; it is never deleted. */
    undoAssignment: command(nothing, toastContentSchema, [...writeErrors, 'TOAST_GONE'], small, ['toast']),
    dismiss: command(nothing, nothing, [], small, ['toast']),
    /** Brings the main window to the item. */
    openItem: command(nothing, nothing, ['TOAST_GONE'], small, ['toast']),
  },
  intake: {
    /** Opens a file dialog in main; `ticket` is null when the user cancelled. */
    pickFiles: command(
      nothing,
      z.strictObject({ ticket: ticketSchema.nullable(), fileNames: z.array(z.string()) }),
      ['DIALOG_UNAVAILABLE'],
    ),
    /** Seals each picked file byte for byte; files that could not be sealed are named with their code. */
    importFiles: command(
      z.strictObject({
        ticket: ticketSchema,
        orderId: orderIdSchema.nullable(),
        kind: evidenceKindSchema.nullable(),
      }),
      z.strictObject({
        jobId: jobIdSchema,
        items: z.array(itemSchema),
        refused: z.array(z.strictObject({ fileName: z.string(), code: z.string(), message: z.string() })),
      }),
      [...lockerOpenErrors, 'TICKET_UNKNOWN', 'ORDER_UNKNOWN'],
    ),
  },
  dossier: {
    /** Runs on as a job; `jobProgressed` events tell how far. The result stays until the window asks for it. */
    export: command(z.strictObject({ orderId: orderIdSchema }), z.strictObject({ jobId: jobIdSchema }), [
      ...lockerOpenErrors,
      'ORDER_UNKNOWN',
      'DIALOG_UNAVAILABLE',
      'EXPORT_CANCELLED',
      'EXPORT_EMPTY',
    ]),
    getResult: query(
      z.strictObject({ jobId: jobIdSchema }),
      z.strictObject({
        dossierSha256: z.string(),
        packageSha256: z.string(),
        dossierFileName: z.string(),
        packageFileName: z.string(),
        pageCount: z.int(),
        exhibitCount: z.int(),
      }),
      ['JOB_UNKNOWN', 'JOB_RUNNING'],
    ),
    /** 打开文件夹 of a finished export. */
    reveal: command(z.strictObject({ jobId: jobIdSchema }), nothing, ['JOB_UNKNOWN', 'REVEAL_FAILED']),
  },
  locker: {
    getStatus: query(nothing, lockerStatusSchema, lockerOpenErrors),
    verify: command(nothing, z.strictObject({ jobId: jobIdSchema }), [...lockerOpenErrors, 'JOB_RUNNING']),
    getReport: query(z.strictObject({ jobId: jobIdSchema }), verificationReportSchema, [
      'JOB_UNKNOWN',
      'JOB_RUNNING',
    ]),
    reveal: command(nothing, nothing, ['REVEAL_FAILED']),
    /** Verifications on record, newest first: by the user, at starts, and month by month in thirds. */
    getSelfChecks: query(
      nothing,
      z.strictObject({ checks: z.array(selfCheckSchema).max(100) }),
      lockerOpenErrors,
    ),
  },
  /** What stands behind evidence: checkpoints, the key that signs them. */
  proof: {
    getItemProof: query(z.strictObject({ itemId: itemIdSchema }), itemProofSchema, [
      ...lockerOpenErrors,
      'ITEM_UNKNOWN',
    ]),
    listCheckpoints: query(
      z.strictObject({ offset: z.int().nonnegative(), limit: z.int().positive().max(500) }),
      z.strictObject({ checkpoints: z.array(checkpointSchema), total: z.int().nonnegative() }),
      lockerOpenErrors,
    ),
    /** Null before the first checkpoint: the key is made with it. */
    getKey: query(nothing, z.strictObject({ key: signingKeyViewSchema.nullable() }), lockerOpenErrors),
    /** Asks where to save; the file is encrypted with the passphrase. `false` when the user cancelled. */
    exportKey: command(
      z.strictObject({ passphrase: z.string().min(8).max(400) }),
      z.strictObject({ isSaved: z.boolean() }),
      [...lockerOpenErrors, 'KEY_MISSING', 'KEY_UNREADABLE', 'DIALOG_UNAVAILABLE', 'FILE_NOT_SAVED'],
    ),
    /** Makes a new key that the old one vouches for. */
    rotateKey: command(nothing, z.strictObject({ key: signingKeyViewSchema }), [
      ...writeErrors,
      'KEY_MISSING',
      'KEY_UNREADABLE',
      'KEY_NOT_SAVED',
    ]),
  },
  /** Trusted time. Off until the user turns it on; what leaves the machine is a hash. */
  timestamps: {
    getState: query(nothing, stampingStateSchema, lockerOpenErrors),
    configure: command(
      z.strictObject({
        isOn: z.boolean(),
        isClockComparisonOn: z.boolean(),
        onAuthorityIds: z.array(z.string().max(40)).max(20),
      }),
      stampingStateSchema,
      [...lockerOpenErrors, 'SETTINGS_NOT_SAVED'],
    ),
    /** `rootTicket`: a certificate file that the user picked, for an authority whose root the app does not know. */
    addAuthority: command(
      z.strictObject({
        name: z.string().min(1).max(80),
        url: z.string().min(8).max(300),
        rootTicket: ticketSchema.nullable(),
      }),
      stampingStateSchema,
      [
        ...lockerOpenErrors,
        'SETTINGS_NOT_SAVED',
        'AUTHORITY_URL_INVALID',
        'AUTHORITY_KNOWN',
        'ROOT_CERTIFICATE_INVALID',
        'TICKET_UNKNOWN',
        'FILE_UNREADABLE',
      ],
    ),
    removeAuthority: command(z.strictObject({ authorityId: z.string().max(40) }), stampingStateSchema, [
      ...lockerOpenErrors,
      'SETTINGS_NOT_SAVED',
      'AUTHORITY_UNKNOWN',
    ]),
    /** Makes a checkpoint and tries every authority that is on, now; what each answered stands in its health. */
    stampNow: command(nothing, stampingStateSchema, [
      ...writeErrors,
      'STAMPING_OFF',
      'KEY_UNREADABLE',
      'KEY_NOT_SAVED',
    ]),
    /** Asks network time servers, if that is allowed, and keeps what they said. */
    compareClock: command(nothing, z.strictObject({ comparison: clockComparisonViewSchema }), [
      ...writeErrors,
      'CLOCK_COMPARISON_OFF',
    ]),
  },
  /** 清洁性检查. */
  environment: {
    /** A job; its report is sealed as an item and, if an order is named, put into it. */
    check: command(
      z.strictObject({ orderId: orderIdSchema.nullable(), domain: z.string().max(253).nullable() }),
      z.strictObject({ jobId: jobIdSchema }),
      [...writeErrors, 'DOMAIN_INVALID', 'JOB_RUNNING'],
    ),
    getReport: query(z.strictObject({ jobId: jobIdSchema }), environmentReportSchema, [
      'JOB_UNKNOWN',
      'JOB_RUNNING',
    ]),
  },
  /** 取证会话: environment check → not-before strip → captures → a stamped checkpoint. */
  session: {
    getState: query(nothing, sessionStateSchema, [], ['main', 'strip']),
    start: command(
      z.strictObject({
        orderId: orderIdSchema.nullable(),
        domain: z.string().max(253).nullable(),
        isEnvironmentChecked: z.boolean(),
        /** `newest-timestamp`: null is recorded when there is none. */
        notBefore: z.union([
          z.enum(['none', 'newest-timestamp']),
          notBeforeSchema.options[1].pick({ text: true }),
        ]),
      }),
      sessionStateSchema,
      [...writeErrors, 'SESSION_OPEN', 'DOMAIN_INVALID'],
    ),
    end: command(nothing, sessionStateSchema, [...writeErrors, 'SESSION_UNKNOWN']),
  },
  backup: {
    getState: query(nothing, backupStateSchema, lockerOpenErrors),
    /** A folder dialog in main; null state change when cancelled. */
    chooseFolder: command(nothing, backupStateSchema, [
      ...lockerOpenErrors,
      'DIALOG_UNAVAILABLE',
      'SETTINGS_NOT_SAVED',
      'BACKUP_FOLDER_INSIDE_LOCKER',
    ]),
    configureWebDav: command(
      z
        .strictObject({
          url: z.string().max(400),
          user: z.string().max(200),
          password: z.string().max(400),
        })
        .nullable(),
      backupStateSchema,
      [...lockerOpenErrors, 'SETTINGS_NOT_SAVED', 'WEBDAV_URL_INVALID'],
    ),
    /** A job. Interrupted, it goes on where it was the next time. */
    run: command(
      z.strictObject({ target: z.enum(['folder', 'webdav']) }),
      z.strictObject({ jobId: jobIdSchema }),
      [...lockerOpenErrors, 'BACKUP_NOT_CONFIGURED', 'JOB_RUNNING'],
    ),
  },
  /** What happened, what is missing, whom to ask. Derived from the records at each call. */
  cases: {
    get: query(
      z.strictObject({
        orderId: orderIdSchema,
        /** Where the dossier is to go; null for the scenario alone. */
        channel: channelIdSchema.nullable(),
        /** Instead of the one that is chosen: to look before choosing. */
        scenario: scenarioIdSchema.nullable(),
      }),
      caseViewSchema,
      caseErrors,
    ),
    note: command(
      caseChangeSchema,
      z.strictObject({ records: z.array(notedRecordSchema).readonly() }),
      [...writeErrors, ...closingErrors, 'CASE_TOO_LARGE', 'CASE_RECORD_UNKNOWN'],
      caseText,
    ),
    listTodo: query(
      nothing,
      z.strictObject({ entries: z.array(todoEntrySchema).readonly(), statistics: statisticsSchema }),
      [...lockerOpenErrors, 'RULES_INVALID'],
    ),
    /** Asks where to save an iCalendar file of all running deadlines. `false` when the user cancelled. */
    exportCalendar: command(nothing, z.strictObject({ isSaved: z.boolean() }), [
      ...lockerOpenErrors,
      'RULES_INVALID',
      'DIALOG_UNAVAILABLE',
      'FILE_NOT_SAVED',
    ]),
  },
  letters: {
    /** Letters that fit the case and where each may go. */
    listChoices: query(
      z.strictObject({ orderId: orderIdSchema }),
      z.strictObject({
        choices: z
          .array(
            z.strictObject({
              letter: z.enum(letterKinds),
              name: z.string(),
              channels: z.array(channelIdSchema).readonly(),
            }),
          )
          .readonly(),
      }),
      caseErrors,
    ),
    compose: query(
      z.strictObject({
        orderId: orderIdSchema,
        letter: z.enum(letterKinds),
        channel: channelIdSchema,
      }),
      letterViewSchema,
      letterErrors,
    ),
    /** What is wrong with words that the user changed. */
    check: query(
      z.strictObject({
        orderId: orderIdSchema,
        letter: z.enum(letterKinds),
        channel: channelIdSchema,
        text: longText,
      }),
      z.strictObject({
        charCount: z.int().nonnegative(),
        limit: z.int().positive().nullable(),
        findings: z.array(letterFindingSchema).readonly(),
      }),
      caseErrors,
      ['main'],
      caseText,
    ),
    /** Asks where to save; `false` when the user cancelled. */
    save: command(
      z.strictObject({
        letter: z.enum(letterKinds),
        format: z.enum(['txt', 'docx']),
        title: z.string().max(200),
        text: longText,
      }),
      z.strictObject({ isSaved: z.boolean() }),
      ['DIALOG_UNAVAILABLE', 'FILE_NOT_SAVED'],
      caseText,
    ),
    getApplicant: query(nothing, applicantSchema, []),
    setApplicant: command(applicantSchema, applicantSchema, ['SETTINGS_NOT_SAVED']),
  },
  bills: {
    /** Reads the picked file first; only a bill that was understood is sealed (E16) and put into the order. */
    import: command(
      z.strictObject({ ticket: ticketSchema, orderId: orderIdSchema }),
      z.strictObject({ item: itemSchema, bill: billViewSchema }),
      [
        ...writeErrors,
        ...billFailures,
        'TICKET_UNKNOWN',
        'FILE_NOT_FOUND',
        'FILE_UNREADABLE',
        'FILE_EMPTY',
        'FILE_IS_FOLDER',
        'FILE_NOT_REGULAR',
        'FILE_CHANGED_WHILE_READ',
      ],
    ),
    /** Reads a sealed bill again. */
    read: query(z.strictObject({ orderId: orderIdSchema, itemId: itemIdSchema }), billViewSchema, [
      ...lockerOpenErrors,
      ...billFailures,
      'ITEM_UNKNOWN',
      'ORDER_UNKNOWN',
      'OBJECT_MISSING',
      'OBJECT_DAMAGED',
    ]),
    /** Takes lines of a sealed bill over as payments of the order. */
    take: command(
      z.strictObject({
        orderId: orderIdSchema,
        itemId: itemIdSchema,
        lines: z
          .array(
            z.strictObject({
              line: z.int().positive(),
              role: z.enum(['payment', 'duplicate', 'suspected-duplicate', 'refund']),
            }),
          )
          .min(1)
          .max(100),
      }),
      z.strictObject({ records: z.array(notedRecordSchema).readonly() }),
      [
        ...writeErrors,
        ...billFailures,
        'OBJECT_MISSING',
        'OBJECT_DAMAGED',
        'CASE_TOO_LARGE',
        'CASE_RECORD_UNKNOWN',
        'BILL_LINE_UNKNOWN',
      ],
    ),
  },
  rules: {
    getBook: query(nothing, rulesViewSchema, ['RULES_INVALID']),
    /** A signed rule pack that the user picked; never fetched. */
    importPack: command(z.strictObject({ ticket: ticketSchema }), rulesViewSchema, [
      'TICKET_UNKNOWN',
      'FILE_UNREADABLE',
      'RULES_INVALID',
      'RULE_PACK_INVALID',
      'RULE_PACK_SIGNATURE_INVALID',
      'RULE_PACK_UNKNOWN_PUBLISHER',
      'RULE_PACK_OLDER',
      'RULE_PACK_NOT_SAVED',
    ]),
    /** Notes a limit that the user measured on the live form; null takes it back. */
    setLimit: command(
      z.strictObject({
        channel: channelIdSchema,
        limit: z.enum(limitNames),
        value: z.int().positive().max(1_000_000).nullable(),
        measuredOn: daySchema,
      }),
      rulesViewSchema,
      ['RULES_INVALID', 'SETTINGS_NOT_SAVED'],
    ),
  },
  jobs: {
    cancel: command(z.strictObject({ jobId: jobIdSchema }), nothing, ['JOB_UNKNOWN']),
  },
} as const satisfies Record<string, Record<string, Operation>>;

/** What main announces. */
export const events = {
  /** Something was written to the locker, by this app or another process: refresh what you show. */
  ledgerAdvanced: event(z.strictObject({ treeSize: z.int().nonnegative() }), ['main', 'toast']),
  itemSealed: event(z.strictObject({ item: itemSchema }), ['main']),
  captureFailed: event(z.strictObject({ code: z.string(), message: z.string() }), ['main']),
  /** Seconds left before a delayed capture; 0 when it is taken. */
  captureCountdown: event(z.strictObject({ secondsLeft: z.int().nonnegative() }), ['main']),
  /** A few times a second while recording or listening, and whenever something about it changes. */
  recordingChanged: event(recordingStateSchema, ['main', 'indicator']),
  recordingEnded: event(recordingEndedSchema, ['main', 'indicator']),
  /** What main now wants of the recorder's page. */
  recorderTaskChanged: event(recorderTaskSchema, ['recorder']),
  toastChanged: event(toastContentSchema, ['toast']),
  frozenScreenReady: event(frozenScreenSchema, ['region']),
  appStateChanged: event(appStateSchema, ['main', 'toast', 'region', 'indicator']),
  jobProgressed: event(jobProgressSchema, ['main']),
  /** The user asked, from a toast, to see this item. */
  itemRequested: event(z.strictObject({ itemId: itemIdSchema }), ['main']),
  stampingChanged: event(stampingStateSchema, ['main']),
  sessionChanged: event(sessionStateSchema, ['main', 'strip']),
} as const satisfies Record<string, ContractEvent>;

function query<Input extends z.ZodType, Output extends z.ZodType, const Errors extends readonly string[]>(
  input: Input,
  output: Output,
  errors: Errors,
  windows: Operation['windows'] = ['main'],
  maxInputBytes: number = small,
) {
  return { type: 'query' as const, input, output, errors, maxInputBytes, windows };
}

function command<Input extends z.ZodType, Output extends z.ZodType, const Errors extends readonly string[]>(
  input: Input,
  output: Output,
  errors: Errors,
  maxInputBytes: number = small,
  windows: Operation['windows'] = ['main'],
) {
  return { type: 'command' as const, input, output, errors, maxInputBytes, windows };
}

function event<Payload extends z.ZodType>(payload: Payload, windows: ContractEvent['windows']) {
  return { type: 'event' as const, payload, windows };
}
