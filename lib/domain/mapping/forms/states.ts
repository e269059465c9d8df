// The postal codes of the states of the United States and the provinces of Canada. No code is used twice.
import { foldText } from '@/lib/domain/normalise';

const table =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|' +
  'HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|' +
  'MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|' +
  'NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|' +
  'SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|VI Virgin Islands|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|' +
  'GU Guam|AS American Samoa|MP Northern Mariana Islands|' +
  'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|NT Northwest Territories|NU Nunavut|' +
  'ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon';

const names = new Map(table.split('|').map((entry) => [entry.slice(0, 2), entry.slice(3)]));
const codes = new Map([...names].flatMap(([code, name]) => [[foldText(code), code] as const, [foldText(name), code] as const]));

/** The postal code of a state or province named by code or name; '' for what is none of these. */
export function stateCode(text: string): string {
  return codes.get(foldText(text).replace(/\.$/, '')) ?? '';
}

/** The name of a postal code; '' for what is none. */
export function stateName(code: string): string {
  return names.get(code) ?? '';
}
