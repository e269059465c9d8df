// A way to the sandbox on which answers can be spoiled, and what was sent over it.
import type { Sandbox } from '@/sandbox/index';
import { type Mutation, spoilAnswer } from './mutate-answer';

export interface Sent {
  method: string;
  url: URL;
  body: string;
  /** What the sandbox really answered. */
  status: number;
  /** What arrived: the body after spoiling. */
  arrived: string;
}

export interface Wire {
  /** What went out since the last `spoil` or `mend`. */
  sent: Sent[];
  /** What is wrong with the test itself: thrown into an adapter it would look like a broken line. */
  faults: unknown[];
  spoil(mutation: Mutation): void;
  mend(): void;
}

/** More than any call needs; who asks on is caught in a circle. */
const mostRequests = 300;

/** Puts itself between a sandbox and whoever asks it. */
export function tapWire(sandbox: Sandbox): Wire {
  const answerOf = sandbox.fetch;
  let mutation: Mutation | undefined;
  const wire: Wire = {
    sent: [],
    faults: [],
    spoil(next) {
      mutation = next;
      wire.sent = [];
      wire.faults = [];
    },
    mend() {
      mutation = undefined;
      wire.sent = [];
      wire.faults = [];
    },
  };
  async function answer(request: Request): Promise<Response> {
    const { method } = request;
    const body = await request.clone().text();
    const honest = await answerOf(request);
    const isMeant = mutation && (mutation.which === undefined || mutation.which === wire.sent.length);
    // Pages of sign-in are not answers that anybody reads.
    const spoiled = mutation && isMeant && !honest.headers.has('location') ? await spoilAnswer(honest, mutation) : honest;
    const arrived = await spoiled.clone().text();
    wire.sent.push({ method, url: new URL(request.url), body, status: honest.status, arrived });
    if (honest.status === 429) throw new Error('The sandbox has had enough');
    if (wire.sent.length > mostRequests) throw new Error('Asks without end');
    return spoiled;
  }

  sandbox.fetch = async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      wire.faults.push(error);
      throw error;
    }
  };
  return wire;
}
