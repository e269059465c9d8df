// Types of the plain-JavaScript module beside it.
export function findChromium(): string | undefined;
