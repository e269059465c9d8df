// Options › Taught pages: the rules live; after a change the open pages of their host are read anew.
import { useEffect, useState } from 'preact/hooks';
import type { TaughtPagesProps, TaughtRuleView } from '@/components/options/TaughtPages';
import { sendMessage } from '@/lib/messages';
import { changeTaughtMark, listTaught, removeTaught, renameTaught } from '@/lib/store/commands/taught';
import type { Database } from '@/lib/store/database';
import { followStore } from '@/lib/store/follow-store';

/** Undefined until the store was read. */
export function useTaught(db: Database): TaughtPagesProps | undefined {
  const [rules, setRules] = useState<TaughtRuleView[]>();
  useEffect(() => {
    const read = async () =>
      (await listTaught(db)).flatMap(({ id, host, pathPattern, name, mark, shape, selectors: [first] }) =>
        id === undefined || !first ? [] : [{ id, host, pathPattern, name, mark, shape, selector: first.css }],
      );
    return followStore(read, setRules, { tables: [db.taught] });
  }, [db]);
  if (!rules) return undefined;

  const readAnew = (ids: readonly number[]) => {
    const hosts = new Set(rules.filter(({ id }) => ids.includes(id)).map(({ host }) => host));
    for (const host of hosts) void sendMessage('taughtChanged', host).catch(console.error);
  };
  return {
    rules,
    onRename: (host, pathPattern, name) => void renameTaught(db, host, pathPattern, name).catch(console.error),
    onChangeMark: (id, mark) => void changeTaughtMark(db, id, mark).then(() => readAnew([id]), console.error),
    onRemove: (ids) => void removeTaught(db, ids).then(() => readAnew(ids), console.error),
  };
}
