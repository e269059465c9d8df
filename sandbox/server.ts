// The sandbox over HTTPS on loopback, all hosts at one port. Its certificate is made when it starts and never written down.
import { createServer, type Server } from 'node:https';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { generate } from 'selfsigned';
import { DroppedConnection } from './core/faults';
import type { Sandbox } from './index';

export interface SandboxServer {
  port: number;
  /** Ends every connection and stops listening. */
  close: () => Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. A browser needs a host rule for the vendors' names and no check of certificates. */
export async function serveSandbox(sandbox: Sandbox, { port = 0 }: { port?: number } = {}): Promise<SandboxServer> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'sandbox.test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [...sandbox.hosts.map((value) => ({ type: 2 as const, value })), { type: 7 as const, ip: '127.0.0.1' }],
      },
    ],
  });

  const server = createAdaptorServer({
    fetch: async (request, { incoming }) => {
      try {
        return await sandbox.fetch(request);
      } catch (error) {
        if (!(error instanceof DroppedConnection)) throw error;
        // Where not a byte of an answer comes on a connection that was used before, Chromium sends even a POST again, by itself and unseen.
        incoming.socket.end('HTTP/1.1 200 OK\r\nContent-');
        return RESPONSE_ALREADY_SENT;
      }
    },
    createServer,
    serverOptions: { key, cert },
    // The global Request and Response belong to whoever runs us.
    overrideGlobalObjects: false,
  }) as Server;
  // Longer than any pause of a test, so that no connection ends between two requests by itself.
  server.keepAliveTimeout = 120_000;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
