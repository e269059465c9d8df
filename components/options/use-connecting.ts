// The course of a connection's form: what was typed stays until the worker has found it good, one press counts once, and the focus is never lost.
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Problem, toProblem } from '@/lib/errors';
import type { ConnectionState } from './connection-view';

/** What takes long enough to be pressed twice. */
type Act = 'connect' | 'test' | 'choose' | 'other';

type Messages = Partial<Record<string, string>>;

export interface Connecting<Typed extends object> {
  typed: Partial<Typed>;
  errors: Messages;
  isChanging: boolean;
  failure: Problem | undefined;
  isBusy(act: Act): boolean;
  heading: RefObject<HTMLHeadingElement | null>;
  region: RefObject<HTMLElement | null>;
  /** Takes what was typed into some fields; their errors go. */
  edit(change: { [Name in keyof Typed]?: Typed[Name] | undefined }): void;
  /** Runs an action at once, so that what asks the browser for something is still inside the click. */
  run(act: Act, action: () => Promise<Problem | undefined>): void;
  /** Connects with what was typed, unless there are errors; answers whether it did. */
  connect(checked: { typed: Partial<Typed>; errors: Messages }, action: () => Promise<Problem | undefined>): boolean;
  /** Opens the fields of a connection that works, with this typed already. */
  startChanging(typed?: Partial<Typed>): void;
  /** Forgets what was typed and leaves the form; the heading takes the focus. */
  leave(): void;
}

/** State of one connection's region. `connection` is its row, live. */
export function useConnecting<Typed extends object>(connection: ConnectionState | undefined): Connecting<Typed> {
  const [typed, setTyped] = useState<Partial<Typed>>({});
  const [errors, setErrors] = useState<Messages>({});
  const [isChanging, setChanging] = useState(false);
  const [busy, setBusy] = useState<ReadonlySet<Act>>(new Set());
  const [failure, setFailure] = useState<Problem>();
  /** Set from Connect until the outcome is known: the attempt's start, and whether the worker was seen at it. */
  const attempt = useRef<{ at: number; seen: boolean }>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  const region = useRef<HTMLElement>(null);

  useEffect(() => {
    const begun = attempt.current;
    if (!begun || !connection) return;
    if (connection.state !== 'connected') {
      begun.seen = true;
      return;
    }
    // "Connected" of before the attempt proves nothing about what was typed.
    if (!begun.seen && (connection.testedAt ?? 0) < begun.at) return;
    attempt.current = undefined;
    const hadFocus = region.current?.contains(document.activeElement) ?? false;
    setTyped({});
    setChanging(false);
    setFailure(undefined);
    // The form goes away, and with it the focus.
    if (hadFocus) heading.current?.focus();
  }, [connection]);

  const run = (act: Act, action: () => Promise<Problem | undefined>) => {
    if (act !== 'other' && busy.has(act)) return;
    setBusy((before) => new Set(before).add(act));
    setFailure(undefined);
    const end = (found: Problem | undefined) => {
      setBusy((before) => new Set([...before].filter((one) => one !== act)));
      if (!found) return;
      setFailure(found);
      if (act === 'connect') attempt.current = undefined;
    };
    action().then(end, (error: unknown) => end(toProblem(error, Date.now())));
  };

  return {
    typed,
    errors,
    isChanging,
    failure,
    isBusy: (act) => busy.has(act),
    heading,
    region,
    run,
    edit(change) {
      setTyped((before) => ({ ...before, ...change }) as Partial<Typed>);
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in change))));
    },
    connect(checked, action) {
      setErrors(checked.errors);
      setTyped(checked.typed);
      if (Object.keys(checked.errors).length > 0) return false;
      attempt.current = { at: Date.now(), seen: false };
      run('connect', action);
      return true;
    },
    startChanging(first = {}) {
      setChanging(true);
      setTyped(first);
    },
    leave() {
      attempt.current = undefined;
      setTyped({});
      setErrors({});
      setChanging(false);
      heading.current?.focus();
    },
  };
}
