// What is typed in a form: begun from a draft where there is one, kept as a draft with every key, forgotten once it is saved.
import { useRef, useState } from 'preact/hooks';
import type { Drafts, PanelActions } from './panel-props';

type Fields = Record<string, string | boolean>;

/** The plain type of a form's fields, however exactly its first values are typed. */
type Loose<T> = { [Name in keyof T]: T[Name] extends boolean ? boolean : string };

export interface FormFields<T> {
  fields: Loose<T>;
  set<Name extends keyof T>(name: Name, value: Loose<T>[Name]): void;
  /** True when something differs from what the form began with without a draft. */
  changed: boolean;
  /** Call once the text is safe elsewhere. */
  forget(): void;
}

/** Fields of the form `key`, in state and in the drafts. Not saving a draft never disturbs typing. */
export function useFields<T extends Fields>(
  key: string,
  blank: T,
  drafts: Drafts,
  actions: Pick<PanelActions, 'saveDraft'>,
): FormFields<T> {
  const first = useRef(blank as Loose<T>);
  const [fields, setFields] = useState<Loose<T>>(() => ({ ...first.current, ...usable(drafts[key], first.current) }));
  const latest = useRef(fields);
  const keep = (value: unknown) => void actions.saveDraft(key, value).catch(() => undefined);
  return {
    fields,
    set(name, value) {
      latest.current = { ...latest.current, [name]: value };
      setFields(latest.current);
      keep(latest.current);
    },
    changed: Object.keys(fields).some((name) => fields[name as keyof T] !== first.current[name as keyof T]),
    forget: () => keep(undefined),
  };
}

/** The parts of a stored draft that still fit the form. */
function usable<T extends object>(draft: unknown, fields: T): Partial<T> {
  if (typeof draft !== 'object' || draft === null) return {};
  const known = fields as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => name in known && typeof value === typeof known[name]),
  ) as Partial<T>;
}
