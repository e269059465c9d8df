// The control in which one field is edited, by its kind. It holds text: choices of `many` are lines, `yes` is "yes" or "".

import type { DetailField, FieldKind } from './contact-fields';
import { textDirection } from './text-direction';

interface FieldControlProps {
  field: Pick<DetailField, 'kind' | 'choices' | 'reading'>;
  text: string;
  onType: (text: string) => void;
  /** Names and describes the control. */
  id?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
}

/** Further attributes go to the control. */
export function FieldControl({ field, text, onType, ...named }: FieldControlProps) {
  const { kind, choices = [], reading } = field;
  switch (kind) {
    case 'long':
      return (
        <textarea
          class="input"
          rows={3}
          dir={textDirection(text)}
          value={text}
          onInput={(event) => onType(event.currentTarget.value)}
          {...named}
        />
      );
    case 'one':
      return (
        <select class="input" value={text} onChange={(event) => onType(event.currentTarget.value)} {...named}>
          <option value="">None</option>
          {text && !choices.some((choice) => choice.value === text) && <option value={text}>{reading ?? text}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      );
    case 'many':
      return (
        <fieldset class="choices" {...named}>
          {choices.map((choice) => (
            <label key={choice.value} class="check">
              <input
                type="checkbox"
                checked={text.split('\n').includes(choice.value)}
                onChange={(event) => onType(withChoice(text, choice.value, event.currentTarget.checked))}
              />
              <span dir="auto">{choice.label}</span>
            </label>
          ))}
        </fieldset>
      );
    case 'yes':
      return (
        <input type="checkbox" checked={text === 'yes'} onChange={(event) => onType(event.currentTarget.checked ? 'yes' : '')} {...named} />
      );
    case 'date':
    case 'date-time':
      return (
        <input
          class="input"
          type={kind === 'date' ? 'date' : 'datetime-local'}
          value={text}
          onInput={(event) => onType(event.currentTarget.value)}
          {...named}
        />
      );
    default:
      return (
        <input
          class="input"
          inputMode={inputModes[kind] ?? 'text'}
          dir="auto"
          autoComplete="off"
          value={text}
          onInput={(event) => onType(event.currentTarget.value)}
          {...named}
        />
      );
  }
}

// Plain text for all: a field of type number or email drops what it cannot read, and with it what was typed.
const inputModes: Partial<Record<FieldKind, 'decimal' | 'tel' | 'url' | 'email'>> = {
  number: 'decimal',
  tel: 'tel',
  url: 'url',
  email: 'email',
};

function withChoice(text: string, value: string, chosen: boolean): string {
  const others = text.split('\n').filter((one) => one && one !== value);
  return (chosen ? [...others, value] : others).join('\n');
}
