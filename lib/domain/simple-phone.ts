// Phone numbers where the phone library is too heavy to load: only what is written with its country code is understood.
import type { ToE164 } from './contact-keys';

/** `+1 (212) 555-0101` is `+12125550101`; a number without a country code is '', and waits for the worker to read it. */
export const simpleToE164: ToE164 = (phone) => {
  const digits = phone.replace(/\D/g, '');
  return /^\s*\+/.test(phone) && digits.length >= 7 && digits.length <= 15 ? `+${digits}` : '';
};
