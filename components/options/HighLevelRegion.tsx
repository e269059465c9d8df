// The connection to HighLevel: how it stands, what to do about it, and the form where it is needed.
import { Icon } from '@/components/Icon';
import type { User } from '@/lib/domain/reference';
import type { HighLevelPresets } from '@/lib/presets';
import { ago, daysBetween } from './ago';
import { ConfirmAccount } from './ConfirmAccount';
import { ConnectionFrame } from './ConnectionFrame';
import { ConnectionSummary } from './ConnectionSummary';
import { connectionAdvice } from './connection-advice';
import { connectionStatus } from './connection-status';
import { type ConnectionView, type HighLevelActions, type IndexProgressView, isProven } from './connection-view';
import { HighLevelForm } from './HighLevelForm';
import { cleanDraft, findErrors, type HighLevelDraft, type StoredSecrets, toEntry } from './highlevel-entry';
import { IndexProgress } from './IndexProgress';
import { LocationChoice } from './LocationChoice';
import { systemWords } from './system-words';
import { useConnecting } from './use-connecting';

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

/** After so many days a key should be replaced. */
const keyDays = 90;

/** The region `HighLevel` of Options › Connections. */
export function HighLevelRegion(props: HighLevelRegionProps) {
  const { connection, stored, users, progress, waiting, canGoBack, reachable, redirectAddress, presets, now, actions } = props;
  const connecting = useConnecting<HighLevelDraft>(connection);
  const { typed, errors, isChanging, failure, isBusy, run, edit, leave } = connecting;

  const draft = {
    method: typed.method ?? connection?.method ?? (presets.method || 'token'),
    token: typed.token,
    locationId: typed.locationId ?? (connection?.locationId || presets.locationId),
    clientId: typed.clientId ?? (connection?.clientId || presets.clientId),
    clientSecret: typed.clientSecret,
    tokenEndpoint: typed.tokenEndpoint ?? connection?.tokenEndpoint ?? presets.tokenEndpoint,
  };

  const connect = (): boolean => {
    const cleaned = cleanDraft({ ...draft, token: draft.token ?? '', clientSecret: draft.clientSecret ?? '' });
    const { token, clientSecret, ...rest } = cleaned;
    const kept = {
      ...rest,
      ...(draft.token !== undefined && { token }),
      ...(draft.clientSecret !== undefined && { clientSecret }),
    };
    return connecting.connect({ typed: kept, errors: findErrors(cleaned, stored) }, () => actions.connect(toEntry(cleaned)));
  };

  const startChanging = () => {
    connecting.startChanging(connection?.method === 'token' ? { token: '' } : {});
    // The button went away. With a token its field takes the focus; with an app the way to sign in does.
    if (connection?.method !== 'token') {
      setTimeout(() => connecting.region.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus());
    }
  };

  const { state, problem } = connection ?? {};
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
  const name = (isKnown && connection.locationName) || connection?.locationId || '';

  return (
    <ConnectionFrame
      words={systemWords.highlevel}
      status={connectionStatus({ words: systemWords.highlevel, connection, reachable, name, isProven: isKnown })}
      connection={connection}
      reachable={reachable}
      failure={failure}
      isTesting={isBusy('test')}
      waiting={waiting}
      now={now}
      heading={connecting.heading}
      region={connecting.region}
      intro="Connect the HighLevel location whose contacts, tasks, notes and appointments you want beside your client pages."
      onGoBack={canGoBack && needsEntry ? () => connecting.connect({ typed, errors: {} }, actions.goBack) : undefined}
      onAllowAccess={() => run('other', actions.allowAccess)}
      onTest={() => run('test', actions.test)}
      onDisconnect={() => {
        leave();
        run('other', actions.disconnect);
      }}
    >
      {connection?.choices?.length ? (
        <LocationChoice
          choices={connection.choices}
          busy={isBusy('choose')}
          onChoose={(id) => run('choose', () => actions.chooseLocation(id))}
        />
      ) : null}

      {connection?.unconfirmed && !connection.choices?.length && (
        <ConfirmAccount
          system="HighLevel"
          name={(isKnown && connection.locationName) || `location ${connection.locationId}`}
          onConfirm={() => run('other', actions.confirmAccount)}
        />
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
          busy={isBusy('connect')}
          redirectAddress={redirectAddress}
          onEdit={edit}
          onSubmit={connect}
          copy={actions.copy}
          {...(isChanging && { onCancel: leave })}
        />
      )}
    </ConnectionFrame>
  );
}
