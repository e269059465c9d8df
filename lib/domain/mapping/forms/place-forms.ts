// Countries and the states and provinces of the United States and Canada, by code or by name.
import { foldText } from '@/lib/domain/normalise';
import { countryCode, countryName } from './countries';
import { type Form, plain, squash } from './form';
import { stateCode, stateName } from './states';

/** Blank for what no table knows: a wrong country is worse than a question. */
export const countryForm: Form = {
  canonical: (value) => countryCode(plain(value)) || foldText(plain(value)),
  show: (value) => countryName(countryCode(plain(value))) || squash(plain(value)),
  read: (text, { spelling }) => {
    const code = countryCode(text);
    return code ? (spelling === 'name' ? countryName(code) : code) : undefined;
  },
};

/** Regions of other countries stay as they are written. */
export const stateForm: Form = {
  canonical: (value) => stateCode(plain(value)) || foldText(plain(value)),
  show: (value) => stateCode(plain(value)) || squash(plain(value)),
  read: (text, { spelling }) => {
    const code = stateCode(text);
    return (spelling === 'name' ? stateName(code) : code) || squash(text) || undefined;
  },
};
