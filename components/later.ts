// Parts that no first paint needs: loaded when the panel is idle, or at the latest when they are opened.
import { type ComponentType, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const loads: (() => Promise<void>)[] = [];

/** A component that draws nothing until its file is there, then itself. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let ready: ComponentType<Props> | undefined;
  const ensure = async () => {
    ready ??= await load();
  };
  loads.push(ensure);
  // biome-ignore lint/correctness/noComponentHookFactories: made once per part, when its module loads
  return function Later(props: Props) {
    const [, setLoaded] = useState(ready !== undefined);
    useEffect(() => {
      // It may have come between the drawing of nothing and this moment: then, too, draw again.
      ensure().then(() => setLoaded(true), console.error);
    }, []);
    return ready ? h(ready, props) : null;
  };
}

/** Loads all of them. */
export async function loadLater(): Promise<void> {
  await Promise.all(loads.map((load) => load()));
}
