// Words, addresses and numbers to call. Text takes anything; an e-mail, phone or web address only what is one.

import { foldText, normaliseEmail } from '@/lib/domain/normalise';
import { htmlToText } from '@/lib/domain/note-html';
import { canonicalText } from '@/lib/domain/same-value';
import { type Form, plain, squash } from './form';

export const textForm: Form = {
  canonical: (value) => squash(plain(value)),
  show: (value) => squash(plain(value)),
  read: (text) => squash(text),
};

/** Several lines. Compared as what the text says, since servers wrap and trim it, some in HTML. */
export const longTextForm: Form = {
  canonical: (value) => canonicalText(plain(value)),
  show: (value) => htmlToText(plain(value)).trim(),
  read: (text) => text.replace(/\r\n?/g, '\n').trim(),
};

export const emailForm: Form = {
  canonical: (value) => normaliseEmail(plain(value)) || foldText(plain(value)),
  show: (value) => plain(value).trim(),
  read: (text) => (normaliseEmail(text) ? text.trim() : undefined),
};

/** Written in E.164, in which every system and every telephone understands it. */
export const phoneForm: Form = {
  canonical: (value, _field, { toE164 }) => toE164(plain(value)) || foldText(plain(value)),
  show: (value, _field, { toE164 }) => toE164(plain(value)) || plain(value).trim(),
  read: (text, _field, { toE164 }) => toE164(text) || undefined,
};

export const urlForm: Form = {
  canonical: (value) => bareAddress(plain(value)),
  show: (value) => plain(value).trim(),
  read: (text) => (/^(?:https?:\/\/)?[^\s/:?#]+\.[^\s/:?#]{2,}(?::\d+)?(?:[/?#]\S*)?$/i.test(text.trim()) ? text.trim() : undefined),
};

/** Without scheme and last slash; the host without case, the path with it. */
function bareAddress(address: string): string {
  return address
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^[^/?#]+/, (host) => host.toLowerCase())
    .replace(/\/$/, '');
}
