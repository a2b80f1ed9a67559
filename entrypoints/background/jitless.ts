import * as z from 'zod/mini';

// zod would otherwise try to compile its checks, and the extension's own policy reports each attempt.
z.config({ jitless: true });
