// What BQE CORE means by its refusals. Its bodies have no one shape: `{Key, Message}`, `{errorCode, message}`, one of these inside `error`, or a
// plain text. Sources: BQEDeveloper samples (Angular, iOS), hrenfort-web/JOT, tschnepf/workload-tracker.
import type { ErrorReading } from '@/lib/http/error-mapping';

/** Reads a refusal of the BQE CORE API. */
export function readBqeError(status: number, body: unknown): ErrorReading {
  const { key, message } = wordsOf(body);
  const words = `${key} ${message}`;
  const detail = message || key;
  const said = { ...(detail && { detail }) };

  if (/insufficient_scope/i.test(words)) return { ...said, code: 'missing-scope' };
  // The user's security profile or subscription answers 409, not 403.
  if (status >= 400 && status < 500 && /MsgPermissions|\blicen[cs]e|\bsubscri|not have permission/i.test(words))
    return { ...said, code: 'forbidden' };
  if (status === 405) return { ...said, code: 'unsupported' };
  if (status === 409) {
    if (/OutDatedModel/i.test(words)) return { ...said, code: 'outdated' };
    if (/duplicate|already (exists|in use)|must be unique/i.test(words)) return { ...said, code: 'duplicate' };
    // Every other 409 is a rule of the business, such as ProjectControlLimitation: sending it again would not help.
    return { ...said, code: 'invalid' };
  }
  return said;
}

/** True where a failed update may mean that the record was deleted meanwhile (hrenfort-web/JOT: 5xx `GeneralException`). */
export function mayBeGone(status: number | undefined): boolean {
  return status !== undefined && status >= 500;
}

interface Words {
  key: string;
  message: string;
}

function wordsOf(body: unknown, depth = 0): Words {
  if (typeof body === 'string') return { key: '', message: body };
  if (Array.isArray(body)) return depth < 3 ? wordsOf(body[0], depth + 1) : { key: '', message: '' };
  if (typeof body !== 'object' || body === null || depth > 3) return { key: '', message: '' };
  const values = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  const text = (...names: string[]) => {
    const found = names.map((name) => values.get(name)).find((value) => typeof value === 'string' && value !== '');
    return typeof found === 'string' ? found : '';
  };
  const own = {
    key: text('key', 'errorcode', 'code', 'error'),
    message: text('message', 'error_description', 'errormessage', 'description', 'detail', 'title'),
  };
  const inner = [values.get('error'), values.get('errors')].find((value) => typeof value === 'object' && value !== null);
  if (inner === undefined || own.message) return own;
  const nested = wordsOf(inner, depth + 1);
  return { key: nested.key || own.key, message: nested.message || own.message };
}
