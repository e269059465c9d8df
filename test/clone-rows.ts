// Copies rows faster than Node does, whose `structuredClone` writes and reads a message: the database in memory copies every row it takes or
// gives, which is most of what long simulations wait for. What is no plain row is left to Node.
const byNode = globalThis.structuredClone;

class NotPlain extends Error {}

/** The copy of plain data, where what is named twice stays one. Throws NotPlain. */
function copyOf(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw new NotPlain();
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy = Array.isArray(value) ? new Array(value.length) : {};
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) throw new NotPlain();
  copies.set(value, copy);
  for (const key of Object.keys(value)) (copy as Record<string, unknown>)[key] = copyOf((value as Record<string, unknown>)[key], copies);
  return copy;
}

globalThis.structuredClone = ((value: unknown, options?: StructuredSerializeOptions) => {
  if (typeof value !== 'object' || value === null || options) return byNode(value, options);
  try {
    return copyOf(value, new Map());
  } catch (error) {
    if (error instanceof NotPlain) return byNode(value);
    throw error;
  }
}) as typeof structuredClone;
