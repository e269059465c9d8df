// What is on record, in the browser that people have: signing in and a change appear in Activity, the chain holds, and tampering shows.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launch } from './fixtures/launch';
import { OptionsPage } from './pages/options-page';

let launched: Launched;
let options: OptionsPage;

beforeAll(async () => {
  launched = await launch();
  options = new OptionsPage(await launched.openOptions());
});

afterAll(() => launched.close());

it('lists the sign-in, proves the chain with a key that cannot be read out, and names the entry that was changed', async () => {
  const { state } = launched.sandbox.highlevel;
  await options.connectWithToken(state.issueToken(), state.location.id);
  await options.open('Activity');
  const { page } = options;
  const first = page.getByRole('list', { name: 'Activity' }).getByRole('listitem').last();
  await first.filter({ hasText: 'Signed in' }).waitFor();
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText('The chain holds.').waitFor();
  await page.getByRole('cell', { name: 'POST /contacts/search' }).first().waitFor();

  const [exportable] = await page.evaluate(
    () =>
      new Promise<boolean[]>((resolve) => {
        const opening = indexedDB.open('lockstep');
        opening.onsuccess = () => {
          const stores = opening.result.transaction(['vaultKeys', 'audit'], 'readwrite');
          const entries = stores.objectStore('audit');
          entries.get(1).onsuccess = ({ target }) => {
            const entry = (target as IDBRequest<{ what: string }>).result;
            entries.put({ ...entry, what: 'sign-out' });
          };
          stores.objectStore('vaultKeys').getAll().onsuccess = ({ target }) => {
            const keys = (target as IDBRequest<{ key: CryptoKey }[]>).result;
            stores.oncomplete = () => resolve([keys.some(({ key }) => key.extractable)]);
          };
        };
      }),
  );
  expect(exportable).toBe(false);
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText('Entry 1 does not hold.').waitFor();
});
