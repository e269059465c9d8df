// What a receiver's refusal means. It may be anybody's server, so its words are cut short, made plain and cleared of what we sent it.
import { AppError, type ErrorCode } from '@/lib/errors';
import { retryAfter, safeDetail } from '@/lib/http/error-mapping';

/** Enough for any message; the rest of an answer is not read. */
const mostBytes = 4096;
/** Where a 429 does not say when to come back. */
const usualPauseMs = 60_000;

interface Circumstances {
  /** Epoch ms. */
  receivedAt: number;
  /** What is to be said of our clock where it is far off; '' otherwise. */
  clock: string;
  /** Never to be shown, should the receiver repeat them. */
  secrets: readonly string[];
}

/** The error for an answer that is not a success. */
export async function readRefusal(response: Response, { receivedAt, clock, secrets }: Circumstances): Promise<AppError> {
  const { status } = response;
  // A browser shows a redirect that it does not follow as an answer with status 0.
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    await response.body?.cancel().catch(() => {});
    return new AppError('invalid', {
      detail: 'The delivery URL leads on to another address. Enter the final address; redirects are not followed.',
    });
  }
  const words = plain(await beginning(response), secrets);
  const code = codeOf(status);
  const retryAt = retryAfter(response.headers, receivedAt) ?? (status === 429 ? receivedAt + usualPauseMs : undefined);
  const detail = code === 'forbidden' || code === 'invalid' ? clock || asked(status, words) : answered(status, words);
  return new AppError(code, { status, detail, ...(retryAt !== undefined && { retryAt }) });
}

/** Later, for what may pass by itself; otherwise the user is asked. */
function codeOf(status: number): ErrorCode {
  if (status === 429) return 'rate-limited';
  if (status === 408 || status === 425) return 'timeout';
  if (status >= 500) return 'server-error';
  return status === 401 || status === 403 ? 'forbidden' : 'invalid';
}

function asked(status: number, words: string): string {
  if (status === 401 || status === 403) {
    return answered(status, words, 'The receiver refused the Authorization header or the signature. Check both');
  }
  if (status === 404 || status === 410) return answered(status, words, 'Nothing answers at the delivery URL. Check it');
  return answered(status, words);
}

function answered(status: number, words: string, lead = 'The receiver refused the event'): string {
  return `${lead}. It answered ${status}${words ? `: ${words}` : '.'}`;
}

/** The first bytes of the body, whatever it is; '' where it breaks off at once. */
async function beginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let bytes = 0; bytes < mostBytes; ) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, mostBytes - bytes), { stream: true });
      bytes += value.byteLength;
    }
  } catch {
    // What came counts.
  }
  await reader.cancel().catch(() => {});
  return text;
}

/** At most 300 characters without mark-up, tokens or our own secrets; of JSON only the message. */
function plain(text: string, secrets: readonly string[]): string {
  let safe = messageIn(text);
  for (const secret of secrets.flatMap((one) => [one.trim(), one.trim().replace(/^\w+\s+/, '')])) {
    if (secret.length > 3) safe = safe.replaceAll(secret, '…');
  }
  return safeDetail(safe);
}

function messageIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'string') return body;
    if (typeof body !== 'object' || body === null) return text;
    const found = ['message', 'error_description', 'error', 'detail', 'title'].map((name) => (body as Record<string, unknown>)[name]);
    return found.find((value): value is string => typeof value === 'string') ?? text;
  } catch {
    return text;
  }
}
