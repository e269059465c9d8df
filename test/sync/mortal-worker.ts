// How a browser ends a worker, for tests: at any request, answer or write it stops for good, and what its transactions had begun is gone.
import type { DBCore } from 'dexie';
import { Database } from '@/lib/store/database';
import type { ContactRow } from '@/lib/store/rows';

/** The life of one worker. A step is a request sent, an answer received or a write begun. */
export interface Life {
  readonly isOver: boolean;
  /** Takes one step; ends the life where it was the last. */
  step(): void;
  /** Ends it at its n-th step from now. */
  endAt(step: number): void;
  end(): void;
  /** Resolves when it is over. */
  readonly over: Promise<void>;
  onEnd(listener: () => void): void;
}

export function createLife(): Life {
  let left = Number.POSITIVE_INFINITY;
  let isOver = false;
  const listeners: (() => void)[] = [];
  const life: Life = {
    get isOver() {
      return isOver;
    },
    step() {
      left -= 1;
      if (left <= 0) life.end();
    },
    endAt(step) {
      left = step;
    },
    end() {
      if (isOver) return;
      isOver = true;
      for (const listener of listeners) listener();
    },
    over: new Promise((resolve) => listeners.push(resolve)),
    onEnd(listener) {
      listeners.push(listener);
    },
  };
  return life;
}

/** What a dead worker waits for. One of its own each time: a shared one would remember everybody who ever waited for it. */
export const never = () => new Promise<never>(() => undefined);

/** Takes contacts instead of the database: in memory, an index of many entries per row makes thousands of rows take minutes. */
export type TakeContacts = (contacts: readonly ContactRow[]) => void;

export interface Mortality {
  takeContacts?: TakeContacts;
  /** Whether there is no room for what is written. */
  isDiskFull?: () => boolean;
}

/** A transaction of the database in memory, which can be told why it ends: a browser would say so by itself. */
type Full = IDBTransaction & { _abort(reason: string): void };

/** The worker's own connection to the database. When the life ends, open transactions are rolled back and nothing is answered any more. */
export function mortalDatabase(name: string, life: Life, { takeContacts, isDiskFull }: Mortality = {}): Database {
  const db = new Database(name);
  // Nobody follows the store here: telling what has changed takes a tenth of a long simulation.
  for (const layer of ['Cache', 'Observability']) db.unuse({ stack: 'dbcore', name: layer });
  const open = new Set<Pick<IDBTransaction, 'abort'>>();
  life.onEnd(() => {
    for (const transaction of open) transaction.abort();
  });
  const whileAlive =
    <Request, Answer>(act: (request: Request) => Promise<Answer>) =>
    (request: Request): Promise<Answer> => {
      if (life.isOver) return never();
      // What ended or failed because the life did, nobody hears of.
      return act(request).then(
        (answer) => (life.isOver ? never() : answer),
        (error) => (life.isOver ? never() : Promise.reject(error)),
      );
    };
  db.use({
    stack: 'dbcore',
    name: 'mortal',
    create: (core: DBCore): DBCore => ({
      ...core,
      transaction(tables, mode, options) {
        if (mode === 'readwrite') life.step();
        const transaction = core.transaction(tables, mode, options) as ReturnType<DBCore['transaction']> & IDBTransaction;
        open.add(transaction);
        for (const end of ['complete', 'abort', 'error']) transaction.addEventListener(end, () => open.delete(transaction));
        return transaction;
      },
      table(name) {
        const table = core.table(name);
        return {
          ...table,
          mutate: whileAlive(async (request) => {
            if (isDiskFull?.() && (request.type === 'put' || request.type === 'add')) {
              const transaction = request.trans as unknown as Full;
              open.delete(transaction);
              transaction._abort('QuotaExceededError');
              throw new DOMException('No room', 'QuotaExceededError');
            }
            if (!takeContacts || name !== 'contacts' || request.type !== 'put') return await table.mutate(request);
            takeContacts(request.values);
            return { numFailures: 0, failures: {}, results: [], lastResult: undefined };
          }),
          get: whileAlive(table.get),
          getMany: whileAlive(table.getMany),
          query: whileAlive(table.query),
          openCursor: whileAlive(table.openCursor),
          count: whileAlive(table.count),
        };
      },
    }),
  });
  return db;
}
