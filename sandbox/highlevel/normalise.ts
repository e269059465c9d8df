// What the server makes of the text it is sent. Reported, not documented: a client must not count on getting back what it wrote.

export function trimmed(text: string | null): string | null {
  const result = text?.trim() ?? '';
  return result === '' ? null : result;
}

export function normaliseEmail(email: string | null): string | null {
  return trimmed(email)?.toLowerCase() ?? null;
}

/** E.164 for what reads as a number (ten digits are taken as North American); anything else is kept as it came. */
export function normalisePhone(phone: string | null): string | null {
  const text = trimmed(phone);
  if (text === null || /[a-z]/i.test(text)) return text;
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+') && digits.length >= 8 && digits.length <= 15) return `+${digits}`;
  if (digits.length === 10) return `+1${digits}`;
  if (digits.length === 11 && digits.startsWith('1')) return `+${digits}`;
  return text;
}

export function normaliseTag(tag: string): string {
  return tag.trim().toLowerCase();
}

/**
 * `YYYY-MM-DD` from year first or month first with `/`, `-`, `.` or `_` (HighLevel OpenAPI contacts.json, `dateOfBirth`),
 * or undefined for anything else. Day first is not among the accepted orders.
 */
export function parseDateOfBirth(text: string): string | undefined {
  const yearFirst = /^(\d{4})[/\-._](\d{1,2})[/\-._](\d{1,2})(?:T.*)?$/.exec(text.trim());
  const monthFirst = /^(\d{1,2})[/\-._](\d{1,2})[/\-._](\d{4})$/.exec(text.trim());
  const [year, month, day] = yearFirst
    ? [yearFirst[1], yearFirst[2], yearFirst[3]]
    : monthFirst
      ? [monthFirst[3], monthFirst[1], monthFirst[2]]
      : [];
  if (!year || !month || !day) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}
