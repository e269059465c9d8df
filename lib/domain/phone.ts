// Phone numbers in E.164. The countries' number plans are handed in: they weigh 20 kB gzip, and the worker reads them as a file, not as script.
import { type CountryCode, isSupportedCountry, type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import type { ToE164 } from './contact-keys';

/** Every country's number plan, as the phone library publishes them. */
export type NumberPlans = MetadataJson;

/**
 * A function that brings phone numbers of one country's users to E.164, '' for what cannot be a number. `defaultCountry` is ISO 3166
 * alpha-2 and reads numbers without a country code; unknown or blank means US, where most users of the three systems are.
 */
export function createToE164(defaultCountry: string, plans: NumberPlans): ToE164 {
  const upper = defaultCountry.toUpperCase() as CountryCode;
  const country = isSupportedCountry(upper, plans) ? upper : 'US';
  return (text) => {
    // A length that the plan allows is enough: number plans grow faster than releases of ours.
    const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
    const found = parsePhoneNumberFromString(plain, { defaultCountry: country, extract: false }, plans);
    return found?.isPossible() ? found.number : '';
  };
}
