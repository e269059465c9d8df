// Country codes (ISO 3166-1 alpha-2) and the names that people write. The English names come with the JavaScript engine.
import { foldText } from '@/lib/domain/normalise';

const codes = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO ' +
  'CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR ' +
  'HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN ' +
  'MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD ' +
  'SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK ' +
  'YE YT ZA ZM ZW'
).split(' ');

/** What is written besides the code and the usual name. */
const alsoCalled: Record<string, string> = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  america: 'US',
  'united states of america': 'US',
  uk: 'GB',
  'u.k.': 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  can: 'CA',
  mex: 'MX',
  aus: 'AU',
  deutschland: 'DE',
  holland: 'NL',
  'the netherlands': 'NL',
  czechia: 'CZ',
  'czech republic': 'CZ',
  turkey: 'TR',
  türkiye: 'TR',
  'south korea': 'KR',
  'republic of korea': 'KR',
  russia: 'RU',
  'ivory coast': 'CI',
  burma: 'MM',
  'hong kong': 'HK',
  macau: 'MO',
  'north macedonia': 'MK',
  macedonia: 'MK',
  swaziland: 'SZ',
  'cape verde': 'CV',
  'east timor': 'TL',
  palestine: 'PS',
  'vatican city': 'VA',
};

let names: Intl.DisplayNames | undefined;
let byName: Map<string, string> | undefined;

/** The English name of a code; '' for what is none. */
export function countryName(code: string): string {
  names ??= new Intl.DisplayNames('en', { type: 'region' });
  return codes.includes(code) ? (names.of(code) ?? code) : '';
}

/** The code of a country that is named by code, English name or a usual short form; '' for what is none. */
export function countryCode(text: string): string {
  byName ??= new Map([
    ...codes.map((code) => [foldText(code), code] as const),
    ...codes.map((code) => [foldText(countryName(code)), code] as const),
    ...Object.entries(alsoCalled).map(([name, code]) => [foldText(name), code] as const),
  ]);
  return byName.get(foldText(text)) ?? '';
}
