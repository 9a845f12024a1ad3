import { z } from 'zod';

/** `i-` and 26 characters of Crockford base 32 (128 random bits): says nothing about time or order. */
export type ItemId = string;

export const itemIdSchema = z.string().regex(/^i-[0-9a-z]{26}$/);
