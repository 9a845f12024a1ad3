import { enCaseErrors } from './en-case-errors.ts';
import { enProofErrors } from './en-proof-errors.ts';
import type { Texts } from './locales.ts';

/** What happened and what to do, by failure code. */
export const enErrors: Texts['errors'] = {
  unknown: (code) => `This did not work (${code}). Please try again.`,
  texts: {
    FRAME_MISSING: 'The window is gone. Open Liuhen again.',
    FRAME_NOT_TOP: 'This page may not do that. Open Liuhen again.',
    WINDOW_UNKNOWN: "This window is not Liuhen's. Open Liuhen again.",
    ORIGIN_FOREIGN: 'The page came from elsewhere and was refused. Open Liuhen again.',
    WINDOW_NOT_ALLOWED: 'This window may not do that. Use the main window.',
    INPUT_TOO_LARGE: 'That is too much at once; do it in parts.',
    INPUT_INVALID: 'Something filled in does not fit. Check it and try again.',
    OUTPUT_INVALID: 'Something went wrong inside Liuhen; your evidence is not affected. Open Liuhen again.',
    UNEXPECTED:
      'Something went wrong inside Liuhen; your evidence is not affected. Try again, or open Liuhen again.',
    SETTINGS_DAMAGED: 'The settings file was damaged and is back to defaults. Your evidence is not affected.',
    SETTINGS_NOT_SAVED: 'The settings were not saved. Check whether the disk is full or read-only.',
    ORDER_UNKNOWN: 'This order was not found. Go back to the list and open it again.',
    ITEM_UNKNOWN: 'This evidence was not found. Refresh the list and try again.',
    LOCKER_BUSY: 'Another program is using the locker. Wait a few seconds and try again.',
    LOCKER_CORRUPT:
      'The locker is damaged; to protect the evidence nothing is written. Leave it as it is, make a copy, then verify it under Locker.',
    LOCKER_READ_ONLY: "The locker's disk is read-only. Make it writable or use another disk.",
    LOCKER_TOO_NEW: 'A newer Liuhen wrote this locker. Update Liuhen to open it.',
    LOCKER_NOT_FOUND: 'The locker was not found. Check that its disk is connected.',
    LOCKER_UNUSABLE:
      'The locker cannot be read now. Check that its disk is connected, then open Liuhen again.',
    LOCKER_NOT_A_FOLDER:
      'There is no folder where the locker should be. Move the file away and open Liuhen again.',
    DISK_FULL: 'The disk is full and nothing was stored. Free some space and capture again.',
    DISK_FAILED: 'The disk reported an error and nothing was stored. Check the disk and try again.',
    CAPTURE_NO_DISPLAY: 'No screen to capture was found. Check the display and try again.',
    CAPTURE_NO_WINDOW: 'No window to capture was found. Click the window first, or capture the screen.',
    CAPTURE_REFUSED:
      'The system does not allow screen capture. Give Liuhen the permission in the system settings and try again.',
    CAPTURE_CANCELLED: 'Capture cancelled.',
    CAPTURE_IN_PROGRESS: 'The last capture is still going on. Wait a moment.',
    RECORDING_IN_PROGRESS: 'A recording is going on already. Stop it, then start the next one.',
    RECORDING_NOT_RUNNING:
      'Nothing is being recorded now; it may just have stopped. See whether it is in the inbox or under its order.',
    RECORDING_MARKS_FULL: 'No more marks fit; this one was not added. Stop and record another one to go on.',
    RECORDING_DAMAGED:
      'The recording does not agree with its journal and was not sealed now. The files are kept; when Liuhen is opened again they are sealed as found, with what is missing stated.',
    RECORDING_EMPTY: 'It stopped before anything was recorded, so there is nothing to seal. Record again.',
    RECORDING_UNAVAILABLE: 'This computer cannot record the screen now. Captures work as usual.',
    RECORDING_REFUSED:
      'The system does not allow recording. Give Liuhen the permission in the system settings and try again.',
    RECORDING_NO_DISPLAY:
      'The screen or window to record was not found. See whether it is still open and try again.',
    RECORDING_NO_SOUND:
      'The chosen sound device cannot be opened, so recording did not start. Choose another one, or no microphone.',
    RECORDING_FAILED: 'Recording failed. What was recorded before is sealed as usual. Record again.',
    MEDIA_NOT_MEDIA: 'This evidence is neither sound nor video.',
    MEDIA_UNREADABLE:
      'The content of this file cannot be read, so it cannot be played here. The file itself is untouched.',
    MEDIA_TIME_OUTSIDE: 'The chosen time is not in this file. Choose again.',
    TRANSCRIPT_TOO_LONG: 'The text is too long and was not kept. Shorten it.',
    TRANSCRIPT_EMPTY: 'There is no text in this file, so nothing was imported.',
    TRANSCRIPT_NOT_TEXT: 'This is not a text file. Choose an SRT, VTT or plain text file.',
    TOAST_GONE: 'This notice is gone; look in the main window.',
    DIALOG_UNAVAILABLE: 'The file dialog could not be opened. Try again.',
    TICKET_UNKNOWN: 'The chosen files are no longer known. Choose them again.',
    FILE_NOT_FOUND: 'The file is not there; it may have been moved or deleted.',
    FILE_UNREADABLE: 'There is no permission to read this file.',
    FILE_EMPTY: 'The file is empty; there is nothing to seal.',
    FILE_IS_FOLDER: 'This is a folder. Choose the files in it.',
    FILE_NOT_REGULAR: 'This is not an ordinary file and cannot be imported.',
    FILE_CHANGED_WHILE_READ: 'The file changed while it was read. Wait until it is complete, then import it.',
    INTAKE_UNSUPPORTED: 'The format is not known; there is no thumbnail.',
    INTAKE_TOO_LARGE: 'The picture is too large to be shown.',
    INTAKE_DAMAGED: 'The file is damaged and cannot be shown.',
    INTAKE_CRASHED: 'Reading this file failed and was stopped safely.',
    INTAKE_TIMEOUT: 'Reading this file took too long and was stopped.',
    EXPORT_CANCELLED: 'Export cancelled; no files were left behind.',
    EXPORT_EMPTY: 'This order has no evidence yet. Capture or import something, then export.',
    EXPORT_FOLDER_UNUSABLE: 'This folder cannot be written. Choose another one.',
    EXPORT_INCOMPLETE_INSTALLATION:
      'The installation is incomplete: the check page for packages is missing. Please install Liuhen again.',
    EXPORT_SIGNING_FAILED:
      'The signing key could not be read just now, so nothing was exported. Your evidence is not affected; try again.',
    EXPORT_TYPESETTING_FAILED:
      'Typesetting failed and nothing was exported. Your evidence is not affected; try again.',
    OBJECT_MISSING:
      'A file of evidence is missing, so nothing was exported. Verify under Locker and look for it in a backup.',
    OBJECT_DAMAGED:
      'A file of evidence does not match its fingerprint, so nothing was exported. Verify under Locker and look for it in a backup.',
    JOB_UNKNOWN: 'This task is gone. Start it again.',
    JOB_RUNNING: 'This task is still running. Wait until it is done.',
    REVEAL_FAILED: 'The folder could not be opened. Open it in your file manager.',
    ORDER_FACT_INVALID: 'Something filled in does not fit.',
    ORDER_FACT_MISSING: 'Something that is needed is not filled in.',
    NOT_FOUND: 'There is nothing to verify here.',
    NOT_READABLE: 'There is no permission to read what is to be verified.',
    NOT_RECOGNISED: 'This is not a locker, package or dossier of Liuhen.',
    CANCELLED: 'Cancelled.',
    ...enCaseErrors,
    ...enProofErrors,
  },
};
