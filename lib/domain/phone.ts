// Phone numbers in E.164. The library's number plans weigh some 30 kB gzip, so this module is imported by the worker, and lazily by the panel.
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ToE164 } from './contact-keys';

/**
 * A function that brings phone numbers of one country's users to E.164, '' for what cannot be a number. `defaultCountry` is ISO 3166
 * alpha-2 and reads numbers without a country code; unknown or blank means US, where most users of the three systems are.
 */
export function createToE164(defaultCountry: string): ToE164 {
  const upper = defaultCountry.toUpperCase();
  const country = isSupportedCountry(upper) ? upper : 'US';
  return (text) => {
    // A length that the plan allows is enough: number plans grow faster than releases of ours.
    const found = parsePhoneNumberFromString(text.normalize('NFKC').replace(/\p{Cf}/gu, ''), { defaultCountry: country, extract: false });
    return found?.isPossible() ? found.number : '';
  };
}
