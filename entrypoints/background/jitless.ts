import * as z from 'zod/mini';

// By default zod tries to compile its checks, which the extension's content security policy forbids
// and reports.
z.config({ jitless: true });
