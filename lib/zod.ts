// Set zod up once, before the first schema: without code generation, which the extension's content security policy would report.
// Every file that makes schemas imports this first: `import '@/lib/zod'`.
import { config } from 'zod/mini';

config({ jitless: true });
