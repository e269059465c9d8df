// Phone numbers of the United States only, and quick: thousands are read in these tests.
import type { ToE164 } from '@/lib/domain/contact-keys';

export const quickE164: ToE164 = (phone) => {
  const digits = phone.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return digits.length === 10 ? `+1${digits}` : '';
};
