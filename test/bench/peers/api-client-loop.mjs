// A plain loop with HighLevel's official client, as one would write it: page after page, and after a 429 as long a wait as the headers say. It
// stores nothing. Run as a program of its own; the vendor's name leads to the sandbox at the network, so the client is used as published.
// Takes the sandbox's port, a token and a location; prints what it did as one line of JSON.
import https from 'node:https';
import { HighLevel } from '@gohighlevel/api-client';

const [port, privateIntegrationToken, locationId] = process.argv.slice(2);

class ToSandbox extends https.Agent {
  createConnection(options, callback) {
    const { host } = options;
    return super.createConnection(
      { ...options, host: '127.0.0.1', port: Number(port), servername: host, rejectUnauthorized: false },
      callback,
    );
  }
}
https.globalAgent = new ToSandbox({ keepAlive: true });

const client = new HighLevel({ privateIntegrationToken, logLevel: 'none' });
/** The version that the published documents name for this endpoint; the sandbox knows no other. */
const options = { headers: { Version: '2021-07-28' } };
let contacts = 0;
let refused = 0;
let searchAfter;
const startedAt = Date.now();
for (;;) {
  try {
    const page = await client.contacts.searchContactsAdvanced({ locationId, pageLimit: 500, ...(searchAfter && { searchAfter }) }, options);
    contacts += page.contacts.length;
    searchAfter = page.contacts.at(-1)?.searchAfter;
    if (page.contacts.length < 500 || !searchAfter) break;
  } catch (error) {
    const { status, headers } = error.response ?? {};
    if (status !== 429 && error.statusCode !== 429) throw error;
    refused += 1;
    await new Promise((resolve) => setTimeout(resolve, Number(headers?.['x-ratelimit-interval-milliseconds'] ?? 10_000)));
  }
}
console.log(JSON.stringify({ contacts, refused, tookMs: Date.now() - startedAt }));
