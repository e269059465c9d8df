// Options as a user sees it. Only names on screen are used, so these objects need no knowledge of the product's code.
import type { Locator, Page } from 'playwright';
import { fill, startsWith } from './controls';

/** A region of Options › Connections. */
export type ConnectionName = 'HighLevel' | 'BQE CORE' | 'LocaliQ' | 'Connected app';

export class OptionsPage {
  constructor(readonly page: Page) {}

  /** Goes to a section by its name in the navigation. */
  async open(section: 'Connections' | 'Field mapping' | 'Sync rules' | 'Automation' | 'Activity' | 'Health' | 'Privacy'): Promise<void> {
    const name = startsWith(section);
    const link = this.page.getByRole('link', { name }).or(this.page.getByRole('tab', { name })).or(this.page.getByRole('button', { name }));
    await link.first().click();
  }

  connection(name: ConnectionName): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** The text that starts with `Connected`, `Not connected` or `Action needed`. */
  status(name: ConnectionName = 'HighLevel'): Locator {
    return this.connection(name)
      .getByText(/^\s*(Connected|Not connected|Action needed)/)
      .first();
  }

  /** Waits until a system's status line holds this text. */
  async untilSays(text: string | RegExp, name: ConnectionName = 'HighLevel'): Promise<void> {
    await this.connection(name).getByRole('status').filter({ hasText: text }).first().waitFor({ timeout: 30_000 });
  }

  /** The checks of the last test that failed, each with its advice. */
  async failedChecks(name: ConnectionName = 'HighLevel'): Promise<string[]> {
    const list = this.connection(name).getByRole('list', { name: 'Connection checks' });
    await list.waitFor();
    return await list.getByRole('listitem').filter({ hasText: 'Does not work' }).allInnerTexts();
  }

  /** Chooses one of a system's ways to sign in; it is a radio button with this name. */
  async choose(name: ConnectionName, choice: string): Promise<void> {
    await this.connection(name)
      .getByRole('radio', { name: startsWith(choice) })
      .check();
  }

  async fill(name: ConnectionName, fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await fill(this.connection(name), label, value);
  }

  async press(name: ConnectionName, button: 'Connect' | 'Test connection' | 'Disconnect'): Promise<void> {
    await this.connection(name).getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits until a system says that it is connected. */
  async untilConnected(name: ConnectionName): Promise<void> {
    await this.connection(name)
      .getByText(/^\s*Connected/)
      .first()
      .waitFor({ timeout: 20_000 });
  }

  /** HighLevel with a Private Integration token. */
  async connectWithToken(token: string, locationId: string): Promise<void> {
    await this.choose('HighLevel', 'Private Integration token');
    await this.fill('HighLevel', { 'Private Integration token': token, 'Location ID': locationId });
    await this.press('HighLevel', 'Connect');
    await this.untilConnected('HighLevel');
  }

  /** A system with an OAuth app of the firm's own. The sandbox signs in at once, so no window has to be used. */
  async connectWithOAuth(name: 'HighLevel' | 'BQE CORE' | 'LocaliQ', clientId: string, clientSecret?: string): Promise<void> {
    const choice = { HighLevel: 'OAuth app', 'BQE CORE': clientSecret ? 'Web app' : 'App without secret', LocaliQ: 'Sign in with LocaliQ' }[
      name
    ];
    await this.choose(name, choice);
    await this.fill(name, { 'Client ID': clientId, ...(clientSecret ? { 'Client secret': clientSecret } : {}) });
    await this.press(name, 'Connect');
    await this.untilConnected(name);
  }

  /** LocaliQ through its sign-in window, as one of the login's advertisers. */
  async connectLocaliqInWindow({ clientId, clientSecret }: { clientId: string; clientSecret: string }, advertiser: string): Promise<void> {
    await this.choose('LocaliQ', 'Sign in with LocaliQ');
    await this.fill('LocaliQ', { 'Client ID': clientId, 'Client secret': clientSecret });
    await this.press('LocaliQ', 'Connect');
    // The window's sign-in lists no advertisers: their id is typed.
    await this.connection('LocaliQ').getByRole('textbox', { name: 'Advertiser' }).fill(advertiser);
    await this.connection('LocaliQ').getByRole('button', { name: 'Use' }).click();
    await this.untilConnected('LocaliQ');
  }

  /** LocaliQ with the one-time password grant. */
  async connectLocaliqWithPassword(sign: {
    clientId: string;
    clientSecret: string;
    email: string;
    password: string;
    advertiser?: string;
  }): Promise<void> {
    await this.choose('LocaliQ', 'Sign in with password');
    await this.fill('LocaliQ', {
      'Client ID': sign.clientId,
      'Client secret': sign.clientSecret,
      'Account email': sign.email,
      Password: sign.password,
    });
    await this.press('LocaliQ', 'Connect');
    if (sign.advertiser) await this.connection('LocaliQ').getByLabel('Advertiser').selectOption(sign.advertiser);
    await this.untilConnected('LocaliQ');
  }

  /** Presses `Sync now` of a partner, once it can be pressed. */
  async syncNow(name: 'BQE CORE' | 'LocaliQ'): Promise<void> {
    const button = this.connection(name).getByRole('button', { name: 'Sync now' });
    await button.and(this.page.locator(':not([aria-disabled=true])')).click({ timeout: 30_000 });
  }

  /** The connected app: where changes are delivered. */
  async connectApp(url: string, authorization: string, secret: string): Promise<void> {
    await this.fill('Connected app', { 'Delivery URL': url, 'Authorization header': authorization, 'Signing secret': secret });
    await this.press('Connected app', 'Connect');
  }

  /** Approves the plan of the first sync, once it is on screen. */
  async approveFirstSync(): Promise<void> {
    const heading = this.page.getByRole('heading', { name: 'First sync plan' });
    await heading.waitFor({ timeout: 30_000 });
    await this.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await heading.waitFor({ state: 'hidden' });
  }
}
