import { z } from 'zod';

// Schemas are compiled with `new Function` unless told not to; our CSP refuses that and would log a violation.
z.config({ jitless: true });
