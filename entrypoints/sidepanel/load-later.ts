// Functions without the weight of their code before the first paint.

type Acts<T> = { [Name in keyof T]: (...given: never[]) => Promise<unknown> };

/** An object whose functions are loaded when the browser is idle, or with the first call, and called through. */
export function loadLater<T extends Acts<T>>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  const all = () => {
    loaded ??= load();
    return loaded;
  };
  requestIdleCallback(() => void all());
  const callThrough =
    (name: keyof T) =>
    async (...given: never[]) =>
      (await all())[name](...given);
  return new Proxy({} as T, { get: (_, name) => callThrough(name as keyof T) });
}
