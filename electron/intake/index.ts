/**
 * Looks at hostile bytes, and only here: type by content, size, thumbnails, pictures for print, all in processes that may
 * die (P18–P21). Does not touch the locker, the network or anything but the file it is told to inspect; does not
 * repair. For whoever imports, shows or prints evidence.
 */
export { createIntake, type IntakeOptions } from './create-intake.ts';
export type { Inspection, Intake, IntakeError } from './intake.ts';
