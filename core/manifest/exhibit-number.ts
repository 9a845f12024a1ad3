import { z } from 'zod';

/** An exhibit's number in a dossier, `<group>-<position>` such as `2-1`; stable once exported. */
export type ExhibitNumber = string;

export const exhibitNumberSchema = z.string().regex(/^[1-9]\d?-[1-9]\d{0,4}$/);
