// How long a change that somebody else makes in a system stays unseen at the worst, on a clock of its own: made right after a look, or so
// shortly before one that the search does not show it yet.

import { rowByRemoteId } from '@/lib/store/records';
import { onScreenSeconds, routineMinutes } from '@/lib/sync/rhythm';
import { AVERY } from '@/sandbox/core/people';
import type { Rig } from '../../sync/rig';
import type { Row } from '../figures';

interface News {
  id: string;
  what: string;
  budget: number;
  everySeconds: number;
  /** What the extension does so often. */
  look: () => Promise<unknown>;
  /** Makes the change. */
  change: (text: string) => void;
  /** What the store says where the change belongs. */
  seen: () => Promise<string | undefined>;
}

/** In whole seconds. Throws where it is never seen. */
async function longestUnseen({ pass, now }: Rig, { what, everySeconds, look, change, seen }: News): Promise<number> {
  let longest = 0;
  for (const secondsBefore of [everySeconds, 1]) {
    const text = `Changed ${secondsBefore} s before a look`;
    await look();
    pass((everySeconds - secondsBefore) * 1000);
    change(text);
    const changedAt = now();
    pass(secondsBefore * 1000);
    await look();
    while ((await seen()) !== text) {
      if (now() - changedAt > 10 * everySeconds * 1000) throw new Error(`${what}: never seen.`);
      pass(everySeconds * 1000);
      await look();
    }
    longest = Math.max(longest, (now() - changedAt) / 1000);
  }
  return Math.ceil(longest);
}

async function newsOf(rig: Rig): Promise<News[]> {
  const { db, engine, account, sandbox } = rig;
  const { state } = sandbox.highlevel;
  const contact = state.contactByEmail(AVERY.email ?? '');
  const client = sandbox.bqe.state.clientOf(AVERY);
  const bqe = (await db.connections.get('bqe'))?.account;
  if (!contact || !client || !bqe) throw new Error('Avery is not in both systems.');
  const todo = sandbox.bqe.state.addTodo(client, { description: 'Count the chairs' });
  const { uid } = await rig.person();
  const cityIn = async (at: typeof account, id: string) => (await rowByRemoteId(db, 'contacts', at, id))?.value.city;
  const inHighLevel = {
    change: (city: string) => void state.editContact(contact.id, { city }),
    seen: () => cityIn(account, contact.id),
  };
  const routine = { everySeconds: routineMinutes * 60, budget: 5 * 60, look: () => engine.routine() };
  const onScreen = { everySeconds: onScreenSeconds, budget: 30, look: () => engine.refreshContact(uid, onScreenSeconds - 1) };
  return [
    { id: 'seen.on-screen', what: 'the contact on screen', ...onScreen, ...inHighLevel },
    { id: 'seen.contact', what: 'a HighLevel contact', ...routine, ...inHighLevel },
    {
      id: 'seen.client',
      what: 'a BQE CORE client',
      ...routine,
      change: (city) => void sandbox.bqe.state.edit(client, { address: { ...client.address, city } }),
      seen: () => cityIn(bqe, client.id),
    },
    {
      id: 'seen.todo',
      what: 'a BQE CORE to-do',
      ...routine,
      change: (description) => void sandbox.bqe.state.edit(todo, { description }),
      seen: async () => (await rowByRemoteId(db, 'tasks', bqe, todo.id))?.value.title,
    },
  ];
}

/** A row for each kind of change. The rig's syncs are approved and at rest. */
export async function timeUnseen(rig: Rig): Promise<Row[]> {
  const rows: Row[] = [];
  for (const news of await newsOf(rig)) {
    const { id, what, budget } = news;
    const value = await longestUnseen(rig, news);
    rows.push({
      id,
      what: `Until a change by others is seen, at the worst: ${what}`,
      value,
      unit: 's',
      better: 'less',
      budget,
      held: 'count',
    });
  }
  return rows;
}
