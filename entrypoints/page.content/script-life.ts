// The life of a content script: over when a newer one starts in the same page, or when the extension was updated, turned off or removed.
// Stands in for WXT's class of the same name, of which it has what this project uses.

/** A script that an older version of the extension left behind can still hear document events, though it can no longer send messages. */
const started = 'lockstep:page-script-started';

export class ContentScriptContext {
  readonly #over = new AbortController();
  /** Aborted when the script's life is over. */
  readonly signal = this.#over.signal;

  constructor() {
    document.dispatchEvent(new Event(started));
    document.addEventListener(started, () => this.notifyInvalidated(), { signal: this.signal });
  }

  onInvalidated(listener: () => void): void {
    this.signal.addEventListener('abort', listener);
  }

  notifyInvalidated(): void {
    this.#over.abort();
  }
}
