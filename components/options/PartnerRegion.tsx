// A connection whose form is data: BQE CORE, LocaliQ, the connected app. What was typed is kept here until the worker has found it good.
import type { ComponentChildren } from 'preact';
import type { Problem } from '@/lib/errors';
import { ago } from './ago';
import { ConfirmAccount } from './ConfirmAccount';
import { ConnectionFrame } from './ConnectionFrame';
import { connectionAdvice } from './connection-advice';
import { connectionStatus } from './connection-status';
import type { ConnectionState } from './connection-view';
import { PartnerFields } from './PartnerFields';
import { fieldsOf, findPartnerErrors, type PartnerDraft, type PartnerEntry, type PartnerForm, toPartnerEntry } from './partner-form';
import { useConnecting } from './use-connecting';

/** What is stored of a partner's connection. */
export interface PartnerView extends ConnectionState {
  /** What the account is called: company, advertiser, host of the receiver; '' where it is not known. */
  name: string;
  /** The public fields as they were entered, by field name. */
  values: Record<string, string>;
}

/** What a partner's region can ask for. Outcomes arrive as new props; only what could not even begin is answered. */
export interface PartnerActions {
  connect(entry: PartnerEntry): Promise<Problem | undefined>;
  test(): Promise<Problem | undefined>;
  disconnect(): Promise<Problem | undefined>;
  confirmAccount(): Promise<Problem | undefined>;
  /** Called within the click; asks the browser for what is missing. */
  allowAccess(): Promise<Problem | undefined>;
  copy(text: string): Promise<void>;
}

export interface PartnerRegionProps {
  form: PartnerForm;
  /** Undefined when it was never connected, or was disconnected. */
  connection?: PartnerView;
  /** Names of the secret fields that the vault holds. */
  stored: readonly string[];
  /** What an administrator preset, by field name and `method`. */
  presets?: Readonly<Record<string, string>>;
  /** False while the browser withholds access. */
  reachable: boolean;
  redirectAddress: string;
  /** Changes that wait to be sent. */
  waiting: number;
  /** Epoch ms. */
  now: number;
  actions: PartnerActions;
  /** What has to be decided before anything else, which account to use. */
  question?: ComponentChildren;
  /** The children say which account it is. */
  hasOwnName?: boolean;
  /** Shown while it is connected. */
  children?: ComponentChildren;
}

/** A partner's region of Options › Connections. */
export function PartnerRegion(props: PartnerRegionProps) {
  const {
    form,
    connection,
    stored,
    presets = {},
    reachable,
    redirectAddress,
    waiting,
    now,
    actions,
    question,
    hasOwnName,
    children,
  } = props;
  const { words } = form;
  const connecting = useConnecting<PartnerDraft>(connection);
  const { typed, errors, isChanging, failure, isBusy, run, edit, leave } = connecting;

  const method = typed.method ?? connection?.method ?? presets.method ?? form.methods[0]?.value ?? '';
  const draft: PartnerDraft = { method };
  for (const { name, kind } of fieldsOf(form, method)) {
    const text = typed[name] ?? (kind ? undefined : (connection?.values[name] ?? presets[name] ?? ''));
    if (text !== undefined) draft[name] = text;
  }

  const connect = () =>
    connecting.connect({ typed: { ...typed, ...draft }, errors: findPartnerErrors(form, draft, stored) }, () =>
      actions.connect(toPartnerEntry(form, draft)),
    );

  const { state, problem } = connection ?? {};
  const isProven = connection?.account !== undefined;
  const isAsking = Boolean(question || connection?.unconfirmed) && !problem;
  const hasTyped = Object.values(typed).some(Boolean);
  const needsEntry = problem !== undefined && problem.code !== 'missing-scope' && !connectionAdvice(problem.code, words).isTemporary;
  const showForm = !connection || isChanging || hasTyped || (!isAsking && (!isProven || (state === 'action-needed' && needsEntry)));
  const way = form.methods.find(({ value }) => value === connection?.method)?.name;

  return (
    <ConnectionFrame
      words={words}
      status={connectionStatus({
        words,
        connection,
        reachable,
        name: (isProven && connection.name) || '',
        isAsking: Boolean(question) && !problem,
        isProven,
      })}
      connection={connection}
      reachable={reachable}
      failure={failure}
      isTesting={isBusy('test')}
      waiting={waiting}
      now={now}
      heading={connecting.heading}
      region={connecting.region}
      intro={form.intro}
      onAllowAccess={() => run('other', actions.allowAccess)}
      onTest={() => run('test', actions.test)}
      onDisconnect={() => {
        leave();
        run('other', actions.disconnect);
      }}
    >
      {question}

      {connection?.unconfirmed && (
        <ConfirmAccount
          system={words.title}
          name={connection.name || `this ${words.account}`}
          onConfirm={() => run('other', actions.confirmAccount)}
        />
      )}

      {connection && isProven && !showForm && (
        <dl class="facts">
          {connection.name && !hasOwnName && (
            <>
              <dt>{words.account.charAt(0).toUpperCase() + words.account.slice(1)}</dt>
              <dd>{connection.name}</dd>
            </>
          )}
          <dt>{form.methods.length > 1 ? 'Sign-in' : 'Settings'}</dt>
          <dd class="spread">
            <span>
              {form.methods.length > 1 && way ? `${way}, set up ` : 'Saved '}
              {ago(connection.keySetAt, now)}
            </span>
            <button type="button" class="button button-small" onClick={() => connecting.startChanging()}>
              Change
            </button>
          </dd>
        </dl>
      )}

      {connection && isProven && !showForm && children}

      {showForm && (
        <PartnerFields
          form={form}
          draft={draft}
          errors={errors}
          saved={connection ? Object.fromEntries(stored.map((name) => [name, `Saved ${ago(connection.keySetAt, now)}`])) : {}}
          busy={isBusy('connect')}
          redirectAddress={redirectAddress}
          autoFocus={isChanging}
          onEdit={edit}
          onSubmit={connect}
          copy={actions.copy}
          {...(isChanging && { onCancel: leave })}
        />
      )}
    </ConnectionFrame>
  );
}
