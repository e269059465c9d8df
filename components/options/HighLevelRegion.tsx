// The connection to HighLevel: how it stands, what to do about it, and the form where it is needed.
// What was typed is kept here until the worker has found it good.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '@/components/Icon';
import type { User } from '@/lib/domain/reference';
import { type Problem, toProblem } from '@/lib/errors';
import type { HighLevelPresets } from '@/lib/presets';
import { ago, daysBetween } from './ago';
import { CheckList } from './CheckList';
import { ConnectionSummary } from './ConnectionSummary';
import { connectionAdvice } from './connection-advice';
import { connectionStatus } from './connection-status';
import { type ConnectionView, type HighLevelActions, type IndexProgressView, isProven } from './connection-view';
import { HighLevelForm } from './HighLevelForm';
import { cleanDraft, type EntryMessages, findErrors, type HighLevelDraft, type StoredSecrets, toEntry } from './highlevel-entry';
import { IndexProgress } from './IndexProgress';
import { LocationChoice } from './LocationChoice';
import { ProblemBanner } from './ProblemBanner';

export interface HighLevelRegionProps {
  /** Undefined when HighLevel was never connected, or was disconnected. */
  connection?: ConnectionView;
  stored: StoredSecrets;
  users: User[];
  progress?: IndexProgressView;
  /** Changes that wait to be sent. */
  waiting: number;
  /** True while what was there before the last Connect can be had back. */
  canGoBack: boolean;
  /** False while the browser withholds access to HighLevel's host. */
  reachable: boolean;
  redirectAddress: string;
  presets: HighLevelPresets;
  /** Epoch ms. */
  now: number;
  actions: HighLevelActions;
}

/** What takes long enough to be pressed twice. */
type Act = 'connect' | 'test' | 'choose' | 'other';

/** After so many days a key should be replaced. */
const keyDays = 90;

/** The region `HighLevel` of Options › Connections. */
export function HighLevelRegion(props: HighLevelRegionProps) {
  const { connection, stored, users, progress, waiting, canGoBack, reachable, redirectAddress, presets, now, actions } = props;
  const [typed, setTyped] = useState<Partial<HighLevelDraft>>({});
  const [errors, setErrors] = useState<EntryMessages>({});
  const [isChanging, setChanging] = useState(false);
  const [busy, setBusy] = useState<ReadonlySet<Act>>(new Set());
  const [failure, setFailure] = useState<Problem>();
  /** Set from Connect until the outcome is known: the attempt's start, and whether the worker was seen at it. */
  const attempt = useRef<{ at: number; seen: boolean }>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  const region = useRef<HTMLElement>(null);

  const draft = {
    method: typed.method ?? connection?.method ?? (presets.method || 'token'),
    token: typed.token,
    locationId: typed.locationId ?? (connection?.locationId || presets.locationId),
    clientId: typed.clientId ?? (connection?.clientId || presets.clientId),
    clientSecret: typed.clientSecret,
    tokenEndpoint: typed.tokenEndpoint ?? connection?.tokenEndpoint ?? presets.tokenEndpoint,
  };

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
    // Called at once: what asks the browser for something must still be inside the click.
    action().then(end, (error: unknown) => end(toProblem(error, Date.now())));
  };

  const connect = (): boolean => {
    const cleaned = cleanDraft({ ...draft, token: draft.token ?? '', clientSecret: draft.clientSecret ?? '' });
    const found = findErrors(cleaned, stored);
    setErrors(found);
    const { token, clientSecret, ...rest } = cleaned;
    setTyped({
      ...rest,
      ...(draft.token !== undefined && { token }),
      ...(draft.clientSecret !== undefined && { clientSecret }),
    });
    if (Object.keys(found).length > 0) return false;
    attempt.current = { at: Date.now(), seen: false };
    run('connect', () => actions.connect(toEntry(cleaned)));
    return true;
  };

  const disconnect = () => {
    attempt.current = undefined;
    setTyped({});
    setErrors({});
    setChanging(false);
    heading.current?.focus();
    run('other', actions.disconnect);
  };

  const startChanging = () => {
    setChanging(true);
    if (connection?.method === 'token') setTyped({ token: '' });
    // The button went away. With a token its field takes the focus; with an app the way to sign in does.
    else setTimeout(() => region.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus());
  };

  const goBack = () => {
    attempt.current = { at: Date.now(), seen: false };
    run('connect', actions.goBack);
  };

  const edit = (change: Partial<HighLevelDraft> | Partial<Record<'token' | 'clientSecret', undefined>>) => {
    setTyped((before) => ({ ...before, ...change }));
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in change))));
  };

  const { state, problem } = connection ?? {};
  const status = connectionStatus(connection, reachable);
  const savedText = connection && `Saved ${ago(connection.keySetAt, now)}`;
  /** A question that has not led to trouble yet. */
  const isAsking = Boolean(connection?.choices?.length || connection?.unconfirmed) && !problem;
  const hasTyped = Boolean(typed.token || typed.clientSecret);
  /** Trouble that no other entry can mend, such as a missing permission or a server's fault, leaves the form out of the way. */
  const needsEntry = problem !== undefined && problem.code !== 'missing-scope' && !connectionAdvice(problem.code).isTemporary;
  const isKnown = connection !== undefined && isProven(connection);
  const showForm = !connection || isChanging || hasTyped || (!isAsking && (!isKnown || (state === 'action-needed' && needsEntry)));
  const keyAge = connection ? daysBetween(connection.keySetAt, now) : 0;
  const isOld = connection?.method === 'token' && isKnown && keyAge >= keyDays;
  const failedChecks = connection?.checks.filter((check) => !check.ok).length ?? 0;

  return (
    <section class="card connection" aria-labelledby="highlevel-title" ref={region}>
      <header class="connection-head">
        <h3 id="highlevel-title" tabIndex={-1} ref={heading}>
          HighLevel
        </h3>
        <output class={`connection-status connection-status-${status.tone}`}>{status.text}</output>
      </header>

      {!connection && (
        <p class="muted">
          Connect the HighLevel location whose contacts, tasks, notes and appointments you want beside your client pages.
          {waiting > 0 && ` ${waitingText(waiting)} kept, and sent once the same location is connected again.`}
        </p>
      )}

      {!reachable && (
        <div class="banner banner-danger">
          <Icon name="warning" />
          <div class="stack-tight">
            <p>
              <strong>The browser does not let Lockstep reach HighLevel.</strong> Allow <code>services.leadconnectorhq.com</code>. Nothing
              else on your computer talks to HighLevel for Lockstep.
            </p>
            <div class="button-row">
              <button type="button" class="button button-small" onClick={() => run('other', actions.allowAccess)}>
                Allow access
              </button>
            </div>
          </div>
        </div>
      )}

      {failure && failure.at !== problem?.at && <ProblemBanner problem={failure} urgent />}
      {state === 'action-needed' && problem && problem.code !== 'not-connected' && (
        <ProblemBanner problem={problem}>
          {canGoBack && needsEntry && (
            <div class="button-row">
              <button type="button" class="button button-small" onClick={goBack}>
                Use the previous one again
              </button>
            </div>
          )}
        </ProblemBanner>
      )}

      {connection?.choices?.length ? (
        <LocationChoice
          choices={connection.choices}
          busy={busy.has('choose')}
          onChoose={(id) => run('choose', () => actions.chooseLocation(id))}
        />
      ) : null}

      {connection?.unconfirmed && !connection.choices?.length && (
        <div class="callout stack">
          <p>
            <strong>Is {(isKnown && connection.locationName) || `location ${connection.locationId}`} the one you signed in to?</strong>{' '}
            HighLevel’s answer did not say that it belongs to the sign-in that was started here, so please compare it with the address of
            your HighLevel pages.
          </p>
          <div class="button-row">
            <button type="button" class="button button-primary" onClick={() => run('other', actions.confirmAccount)}>
              Yes, use this account
            </button>
          </div>
        </div>
      )}

      {isOld && (
        <div class="banner banner-warning">
          <Icon name="warning" />
          <div class="stack-tight">
            <p>
              <strong>This key is {keyAge} days old.</strong> Replace it every {keyDays} days: in HighLevel, open Settings › Private
              Integrations, rotate the token and choose that the old one expires later. Then press Replace. Nothing is lost meanwhile.
            </p>
          </div>
        </div>
      )}

      {progress && state !== 'action-needed' && isKnown && (
        <IndexProgress progress={progress} now={now} onRun={(start) => run('other', () => actions.setIndexing(start))} />
      )}

      {connection && isKnown && !showForm && !connection.unconfirmed && (
        <ConnectionSummary
          connection={connection}
          users={users}
          now={now}
          onReplace={startChanging}
          onIAm={(userId) => run('other', () => actions.setIAm(userId))}
        />
      )}

      {showForm && (
        <HighLevelForm
          draft={draft}
          errors={errors}
          saved={{
            ...(stored.token && savedText && { token: savedText }),
            ...(stored.clientSecret && savedText && { clientSecret: savedText }),
          }}
          busy={busy.has('connect')}
          redirectAddress={redirectAddress}
          onEdit={edit}
          onSubmit={connect}
          copy={actions.copy}
          {...(isChanging && {
            onCancel: () => {
              setChanging(false);
              setTyped({});
              setErrors({});
              heading.current?.focus();
            },
          })}
        />
      )}

      {connection && connection.checks.length > 0 && (
        <div class="stack-tight">
          <h4>
            {failedChecks === 0 ? 'Everything works' : `${failedChecks} of ${connection.checks.length} checks failed`}
            {connection.testedAt !== undefined && <span class="muted small"> Tested {ago(connection.testedAt, now)}</span>}
          </h4>
          <CheckList checks={connection.checks} />
        </div>
      )}

      {connection && (
        <div class="button-row connection-foot">
          <button
            type="button"
            class="button"
            onClick={() => run('test', actions.test)}
            aria-disabled={busy.has('test') || state === 'checking'}
          >
            Test connection
          </button>
          <button type="button" class="button button-quiet button-quiet-danger" onClick={disconnect}>
            Disconnect
          </button>
          {waiting > 0 && <span class="muted small">{waitingText(waiting)} kept when you disconnect.</span>}
        </div>
      )}
    </section>
  );
}

function waitingText(waiting: number): string {
  return waiting === 1 ? '1 change waits to be sent. It is' : `${waiting} changes wait to be sent. They are`;
}
