// Functions without the weight of their code before the first paint.

/** A database that is being read looks idle, too: what is loaded meanwhile would keep the person from the screen. ms */
const afterPaintMs = 200;

type Acts<T> = { [Name in keyof T]: (...given: never[]) => Promise<unknown> };

/** An object whose functions are loaded once the person is on screen, or with the first call, and called through. */
export function loadLater<T extends Acts<T>>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  const all = () => {
    loaded ??= load();
    return loaded;
  };
  setTimeout(() => requestIdleCallback(() => void all()), afterPaintMs);
  const callThrough =
    (name: keyof T) =>
    async (...given: never[]) =>
      (await all())[name](...given);
  return new Proxy({} as T, { get: (_, name) => callThrough(name as keyof T) });
}
