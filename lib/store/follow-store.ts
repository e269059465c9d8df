// Follows the store, whichever context changes it. Not by Dexie's liveQuery: that drops a reading when something changes meanwhile, and in a busy
// page it loses track of what a reading with several awaits has read, and then shows for ever what was.
import Dexie, { type ObservabilitySet, type Table } from 'dexie';

interface FollowOptions {
  /** Whose changes matter; all but what is put down about every request, unless said. */
  tables?: readonly Pick<Table, 'name'>[];
  onError?: (error: unknown) => void;
}

/** Written with every request, and shown by nobody who does not ask for them. */
const logTables = ['audit', 'auditValues', 'auditPending', 'auditState', 'readCounts'];

/** After a reading there is a rest of so many times its length: a store that changes all the time is read a third of the time. */
const restPerReading = 2;
/** What is on screen is never older than this and one reading, ms. */
const longestRestMs = 250;

/**
 * Calls back with each reading, newest last, and again whenever something has changed that it may have read: at once, unless it has just been
 * read. One reading at a time, so that each is told, however fast the store changes. Answers the function that ends it.
 */
export function followStore<T>(read: () => Promise<T>, onRead: (reading: T) => unknown, options: FollowOptions = {}): () => void {
  const { tables, onError = (error) => console.error('The store could not be read.', error) } = options;
  const names = tables?.map(({ name }) => name);
  const matters = (name: string) => names?.includes(name) ?? !logTables.includes(name);
  let isOver = false;
  let isReading = false;
  let isChanged = false;
  let restedAt = 0;

  async function look(): Promise<void> {
    isChanged = true;
    if (isReading) return;
    isReading = true;
    while (isChanged && !isOver) {
      await rest();
      if (isOver) break;
      isChanged = false;
      const begunAt = performance.now();
      try {
        const reading = await read();
        if (!isOver) onRead(reading);
      } catch (error) {
        if (!isOver) onError(error);
      }
      const endedAt = performance.now();
      restedAt = endedAt + Math.min(restPerReading * (endedAt - begunAt), longestRestMs);
    }
    isReading = false;
  }

  async function rest(): Promise<void> {
    const ms = restedAt - performance.now();
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  const onMutated = (parts: ObservabilitySet) => {
    if (isChanged) return;
    // Out of the transaction that tells of it.
    if (Object.keys(parts).some((part) => part === 'all' || matters(tableOf(part)))) setTimeout(look);
  };
  Dexie.on('storagemutated', onMutated);
  setTimeout(look);
  return () => {
    isOver = true;
    Dexie.on.storagemutated.unsubscribe(onMutated);
  };
}

/** `idb://database/table/index`. */
const tableOf = (part: string): string => part.split('/').at(-2) ?? '';
