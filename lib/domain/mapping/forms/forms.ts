// The form of every type.
import type { FieldType } from '@/lib/domain/mapping/field';
import { booleanForm, choiceForm, choicesForm } from './choice-forms';
import { dateForm, dateTimeForm } from './date-forms';
import { type Form, plain } from './form';
import { moneyForm, numberForm } from './number-forms';
import { countryForm, stateForm } from './place-forms';
import { emailForm, longTextForm, phoneForm, textForm, urlForm } from './text-forms';

/** Files are shown, never carried. */
const fileForm: Form = { canonical: plain, show: plain, read: () => undefined };

export const forms: Record<FieldType, Form> = {
  text: textForm,
  'long-text': longTextForm,
  email: emailForm,
  phone: phoneForm,
  url: urlForm,
  number: numberForm,
  money: moneyForm,
  date: dateForm,
  'date-time': dateTimeForm,
  boolean: booleanForm,
  choice: choiceForm,
  choices: choicesForm,
  country: countryForm,
  state: stateForm,
  file: fileForm,
};
