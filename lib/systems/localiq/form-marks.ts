// E-mail and phone out of a form's own fields: each web site names them as it likes ("Your E-Mail", "Best number to reach you"), and often the
// contact itself lacks them. A field counts only if its name and its value both look right.
import { normaliseEmail } from '@/lib/domain/normalise';
import { looksLikePhone } from './phones';

const emailNames = /e-?\s?mail|correo|courriel/i;
const phoneNames = /phone|\btel\b|telephone|mobile|\bcell|whats\s?app|\bsms\b|text me|call me|call back|callback/i;
/** "Number" alone is a phone only where it is about being reached. */
const numberNames = /\b(?:contact|daytime|evening|best|your|home|work|reach)\b.*\bnumber\b|\bnumber\b.*\b(?:reach|call|contact)\b/i;
const otherNumbers = /\b(?:order|invoice|policy|account|case|claim|house|unit|member|customer|licen[cs]e|card|people|rooms?|fax)\b/i;

/** The e-mails and phones that a form's fields hold, as they were typed. */
export function marksInFields(fields: readonly (readonly [name: string, value: string])[]): { emails: string[]; phones: string[] } {
  const emails: string[] = [];
  const phones: string[] = [];
  for (const [rawName, value] of fields) {
    // `bestNumber_2` is read like "best number 2".
    const name = rawName
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/[_\s]+/g, ' ')
      .slice(0, 200);
    const text = value.trim();
    if (emailNames.test(name) && normaliseEmail(text)) emails.push(text);
    else if (isPhoneName(name) && looksLikePhone(text)) phones.push(text);
  }
  return { emails, phones };
}

function isPhoneName(name: string): boolean {
  return !otherNumbers.test(name) && (phoneNames.test(name) || numberNames.test(name));
}
