// How long this process has computed. A clock goes on while a busy machine does something else; budgets in tests from the sources are about
// what the code costs.

/** Processor time of this process since its start, in ms. */
export function computedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
