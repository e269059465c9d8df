// A form on a page, as far as a person's values could go into it. Found in the page, planned in the panel.
import type { FieldKind, FieldUse } from './field-kind';

export interface FormField {
  /** Names the field as long as the page stays. */
  key: string;
  kind: FieldKind;
  use: FieldUse;
  /** To be typed once more, as "Confirm e-mail". */
  isRepeat: boolean;
  /** As the page calls it. */
  label: string;
  /** What it holds now; of a list, the value of the chosen option. */
  value: string;
  /** The control's type: `text`, `tel`, `date`, `textarea`, `select`, … */
  type: string;
  options?: { value: string; text: string }[];
  maxLength?: number;
  pattern?: string;
  placeholder?: string;
}

/** The fields of one person or one address. */
export interface FormGroup {
  /** The heading over it; '' where there is none. */
  title: string;
  purpose: 'main' | 'billing' | 'shipping';
  fields: FormField[];
}
