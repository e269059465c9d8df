// The first sync in a real browser at the size of a small firm: 300 records on each side, a third of them known to both. Takes some minutes, since
// both systems' limits are kept: `npm run prove:first-sync-in-browser`.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WEB_APP } from '@/sandbox/bqe/sign-in';
import { eventually } from '../e2e/fixtures/eventually';
import { type Launched, launch } from '../e2e/fixtures/launch';
import { connect } from '../e2e/fixtures/work';
import { OptionsPage } from '../e2e/pages/options-page';
import { fillBoth } from '../simulation/two-firms';

const size = 300;
const minutes = 60_000;

let launched: Launched;
let options: OptionsPage;

beforeAll(async () => {
  launched = await launch();
  fillBoth(launched.sandbox, size);
  launched.sandbox.bqe.state.signIn.autoApprove = true;
  await connect(launched);
  options = new OptionsPage(await launched.openOptions());
  await options.connectWithOAuth('BQE CORE', WEB_APP.clientId, WEB_APP.clientSecret);
}, 2 * minutes);

afterAll(() => launched?.close());

/** Requests that changed something. */
const changes = () =>
  [...launched.sandbox.highlevel.requests, ...launched.sandbox.bqe.requests].filter(
    ({ method, path, status }) => !['GET', 'OPTIONS'].includes(method) && status < 300 && !/\/search$|\/connect\//.test(path),
  ).length;

it(
  'writes exactly what the plan said, and nothing in a second run',
  async () => {
    const before = changes();
    await options.syncNow('BQE CORE');
    const plan = options.page.locator('#plan-bqe');
    await plan.waitFor({ timeout: 4 * minutes });
    expect(changes()).toBe(before);

    const amount = async (kind: string) => {
      const button = plan.getByRole('button', { name: new RegExp(`^[\\d,]+ ${kind}$`) });
      return (await button.count()) > 0 ? Number(((await button.textContent()) ?? '').replace(/\D/g, '')) : 0;
    };
    const along = [...((await plan.textContent()) ?? '').matchAll(/(\d+) in (?:HighLevel|BQE CORE)(?= and| would)/g)].map(([, count]) =>
      Number(count),
    );
    const planned = (await amount('Create')) + (await amount('Update')) + along.reduce((sum, count) => sum + count, 0);
    expect(await amount('Create')).toBeGreaterThanOrEqual(size - size * 0.3);
    await options.approveFirstSync();
    await eventually(() => changes() >= before + planned, { timeoutMs: 8 * minutes, everyMs: 1000 });
    await options.page.waitForTimeout(20_000);
    expect(changes()).toBe(before + planned);

    await options.syncNow('BQE CORE');
    await options.page.waitForTimeout(20_000);
    expect(changes()).toBe(before + planned);
  },
  20 * minutes,
);
