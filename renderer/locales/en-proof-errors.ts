import type { zhCnProofErrors } from './zh-cn-proof-errors.ts';

/** What happened and what to do: keys, trusted time, sessions, backups. */
export const enProofErrors: Readonly<Record<keyof typeof zhCnProofErrors, string>> = {
  KEY_MISSING:
    'The signing key is not on this computer. Use the one it is on, or wait: the next checkpoint makes a new key.',
  KEY_UNREADABLE:
    'The signing key cannot be read. Log in to the system again and open Liuhen; if that does not help, change to a new key. Your evidence is not affected.',
  KEY_NOT_SAVED: 'The new key was not stored. Check whether the disk is full or read-only and try again.',
  FILE_NOT_SAVED: 'The file was not saved. Choose a place that can be written and try again.',
  STAMPING_OFF: 'Trusted time is off. Turn it on under Settings, then stamp.',
  CLOCK_COMPARISON_OFF: 'Clock comparison is off. Turn it on under Settings and try again.',
  AUTHORITY_URL_INVALID:
    'The address does not fit. It must begin with http:// or https://, as the authority gives it.',
  AUTHORITY_KNOWN: 'This authority is in the list already.',
  AUTHORITY_UNKNOWN: 'This authority was not found; it may just have been removed. Look again.',
  ROOT_CERTIFICATE_INVALID: 'This file is no root certificate. Choose the PEM or DER file of the authority.',
  AUTHORITY_UNREACHABLE: 'The authority cannot be reached. Check the network; it is tried again by itself.',
  AUTHORITY_TIMEOUT:
    'The authority took too long to answer. It is tried again by itself; if it stays so, use another one.',
  AUTHORITY_HTTP_STATUS:
    "The authority's server failed or refused. It is tried again by itself; if it stays so, check the address.",
  AUTHORITY_ANSWER_TOO_LARGE:
    'The answer was too large to be a time stamp and was not used. Check whether the address is that of a time-stamping service.',
  AUTHORITY_WRONG_TYPE: 'What came back is no time stamp. Check the address or use another authority.',
  TIMESTAMP_MALFORMED:
    'The answer could not be read and was not used. It is tried again by itself; if it stays so, use another authority.',
  TIMESTAMP_REFUSED: 'The authority refused. You may have to subscribe; ask it, or use another one.',
  TIMESTAMP_IMPRINT_MISMATCH:
    'The stamp is over another hash than ours and was not used. Use another authority.',
  TIMESTAMP_NONCE_MISMATCH:
    'The answer looks like an old one played again and was not used. Try another network or another authority.',
  TIMESTAMP_POLICY_MISMATCH:
    'The authority stamped under other rules; this was not used. Use another authority.',
  TIMESTAMP_SIGNATURE_INVALID:
    "The authority's signature does not hold; this was not used. Try another network or another authority.",
  TIMESTAMP_CERTIFICATE_PURPOSE:
    "The authority's certificate is not for time stamping; this was not used. Use another authority.",
  TIMESTAMP_CERTIFICATE_EXPIRED:
    "The authority's certificate was not valid at that time; this was not used. Use another authority.",
  TIMESTAMP_CHAIN_INVALID:
    "The authority's certificates do not form a chain; this was not used. Use another authority.",
  TIMESTAMP_ROOT_UNKNOWN:
    "The authority's root certificate is not known here; this was not used. Add the authority again with its root certificate.",
  TIMESTAMP_CHAIN_NOT_LONGER:
    "The authority's certificate lasts no longer than the one held; another stamp would not help. It is asked again every day; you may also add one whose certificate lasts longer.",
  AUTHORITY_CANCELLED: 'This request was cancelled. It is tried again by itself; you may also stamp now.',
  TIMESTAMP_CANCELLED: 'Stamping was cancelled and nothing was kept. It is tried again by itself.',
  ENVIRONMENT_CHECK_CANCELLED: 'The check was cancelled; there is no report. Check again when you need it.',
  DOMAIN_INVALID: 'This is no web address. Copy it from the address bar, such as shop.example.com.',
  SESSION_OPEN: 'An evidence session is under way. End it, then start another.',
  SESSION_UNKNOWN: 'No evidence session is under way; it may just have ended.',
  BACKUP_NOT_CONFIGURED: 'There is no place for backups yet. Choose a folder or set up WebDAV first.',
  BACKUP_FOLDER_INSIDE_LOCKER:
    'This folder is inside the locker; a backup there is of no use. Choose one on another disk.',
  BACKUP_TARGET_UNREACHABLE:
    'The place for backups cannot be reached. Check disk or network and try again; what was copied stays.',
  BACKUP_TARGET_REFUSED: 'The place for backups refused. Check user, password and permissions and try again.',
  BACKUP_TARGET_FULL:
    'The place for backups is full. Free some space or use a larger one and try again; what was copied stays.',
  BACKUP_TARGET_FAILED:
    'The place for backups reported an error; the backup is not complete. Try again; what was copied stays.',
  BACKUP_NOT_FOUND: 'There is no backup. Choose the folder of the backup again.',
  BACKUP_DAMAGED: 'The backup there is damaged and was not used. Back up into an empty folder.',
  BACKUP_DIVERGES:
    'The backup there does not fit this locker and was left as it is. Back up into an empty folder and keep both.',
  BACKUP_OF_ANOTHER_LOCKER:
    'That is the backup of another locker and was left as it is. Choose another folder.',
  BACKUP_INSIDE_LOCKER:
    'This folder is inside the locker; a backup there is of no use. Choose one on another disk.',
  RESTORE_NOT_EMPTY:
    'The folder to restore to is not empty. Choose an empty one so that nothing is overwritten.',
  WEBDAV_URL_INVALID:
    'The WebDAV address does not fit. It must begin with https://; the settings of your online storage show it.',
};
