// How long a request may take: until a time is up or the caller's signal ends it, headers and body alike, also where `fetch` does not listen.

export interface Patience {
  /** For `fetch`. */
  signal: AbortSignal;
  /** Rejects when patience ends; for races. */
  end: Promise<never>;
  stop(): void;
}

/** Begins to wait. `stop` must be called when the answer is there in full. */
export function startPatience(timeoutMs: number, signal: AbortSignal | undefined): Patience {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    end: new Promise((_resolve, reject) => {
      if (controller.signal.aborted) reject(controller.signal.reason);
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
    }),
    stop() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
