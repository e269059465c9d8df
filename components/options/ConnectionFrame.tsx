// What every connection shows around its own fields: name and status, what is wrong and what to do, the checks, and the buttons at its foot.
import type { ComponentChildren, RefObject } from 'preact';
import { Icon } from '@/components/Icon';
import type { Problem } from '@/lib/errors';
import { ago } from './ago';
import { CheckList } from './CheckList';
import type { ConnectionStatus } from './connection-status';
import type { ConnectionState } from './connection-view';
import { ProblemBanner } from './ProblemBanner';
import type { SystemWords } from './system-words';

export interface ConnectionFrameProps {
  words: SystemWords;
  status: ConnectionStatus;
  connection: ConnectionState | undefined;
  reachable: boolean;
  /** What could not even begin. */
  failure: Problem | undefined;
  isTesting: boolean;
  /** Changes that wait to be sent. */
  waiting: number;
  now: number;
  heading: RefObject<HTMLHeadingElement | null>;
  region: RefObject<HTMLElement | null>;
  /** Said while it is not connected. */
  intro: ComponentChildren;
  /** Offered where what was there before can be had back. */
  onGoBack?: (() => void) | undefined;
  onAllowAccess(): void;
  onTest(): void;
  onDisconnect(): void;
  children: ComponentChildren;
}

/** A region of Options › Connections, named by its system. */
export function ConnectionFrame(props: ConnectionFrameProps) {
  const { words, status, connection, reachable, failure, isTesting, waiting, now, heading, region, intro } = props;
  const { onGoBack, onAllowAccess, onTest, onDisconnect, children } = props;
  const { state, problem, checks = [] } = connection ?? {};
  const failed = checks.filter((check) => !check.ok).length;
  const titleId = `${words.id}-title`;
  return (
    <section class="card connection" aria-labelledby={titleId} ref={region}>
      <header class="connection-head">
        <h3 id={titleId} tabIndex={-1} ref={heading}>
          {words.title}
        </h3>
        <output class={`connection-status connection-status-${status.tone}`}>{status.text}</output>
      </header>

      {!connection && (
        <p class="muted">
          {intro}
          {waiting > 0 && ` ${waitingText(waiting)} kept, and sent once the same ${words.account} is connected again.`}
        </p>
      )}

      {!reachable && (
        <div class="banner banner-danger">
          <Icon name="warning" />
          <div class="stack-tight">
            <p>
              <strong>The browser does not let Lockstep reach {words.host ? words.title : 'the address'}.</strong>{' '}
              {words.host && (
                <>
                  Allow <code>{words.host}</code>.{' '}
                </>
              )}
              Nothing else on your computer talks to {words.host ? words.title : 'it'} for Lockstep.
            </p>
            <div class="button-row">
              <button type="button" class="button button-small" onClick={onAllowAccess}>
                Allow access
              </button>
            </div>
          </div>
        </div>
      )}

      {failure && failure.at !== problem?.at && <ProblemBanner problem={failure} words={words} urgent />}
      {state === 'action-needed' && problem && problem.code !== 'not-connected' && (
        <ProblemBanner problem={problem} words={words}>
          {onGoBack && (
            <div class="button-row">
              <button type="button" class="button button-small" onClick={onGoBack}>
                Use the previous one again
              </button>
            </div>
          )}
        </ProblemBanner>
      )}

      {children}

      {connection && checks.length > 0 && (
        <div class="stack-tight">
          <h4>
            {failed === 0 ? 'Everything works' : `${failed} of ${checks.length} checks failed`}
            {connection.testedAt !== undefined && <span class="muted small"> Tested {ago(connection.testedAt, now)}</span>}
          </h4>
          <CheckList checks={checks} />
        </div>
      )}

      {connection && (
        <div class="button-row connection-foot">
          <button type="button" class="button" onClick={onTest} aria-disabled={isTesting || state === 'checking'}>
            Test connection
          </button>
          <button type="button" class="button button-quiet button-quiet-danger" onClick={onDisconnect}>
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
