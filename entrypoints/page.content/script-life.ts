// The life of a content script: over when a newer one starts in the same page, or when the extension was updated, turned off or removed.

/** A script that an older version of the extension left behind can still hear document events, though it can no longer send messages. */
const started = 'lockstep:started';

/** Begins the life of this script, and ends that of any before it; abort it when the extension turns out to be gone. */
export function beginLife(): AbortController {
  const life = new AbortController();
  document.dispatchEvent(new Event(started));
  document.addEventListener(started, () => life.abort(), { signal: life.signal });
  return life;
}
