// Where the connected app's events may go: a public https address, nothing inside the user's own network. Names cannot be looked up from an
// extension, so a public name that leads to a private address is not noticed here.

/** The address as it will be called, or why it may not be used, as a sentence for the user. */
export type DeliveryAddress = { url: string; problem?: undefined } | { problem: string; url?: undefined };

/** Judges a delivery URL as the user entered it. */
export function checkDeliveryAddress(entered: string): DeliveryAddress {
  const text = entered.trim();
  if (!text) return { problem: 'Enter the delivery URL.' };
  const url = URL.parse(text);
  if (!url) return { problem: 'This is not an address. It begins with https://.' };
  if (url.protocol !== 'https:') return { problem: 'The delivery URL must begin with https://, so that nobody in between can read along.' };
  if (url.username || url.password)
    return { problem: 'Take the name and password out of the URL and use the Authorization header instead.' };
  if (isPrivateHost(url.hostname)) return { problem: 'The delivery URL leads into a private network. It must be a public address.' };
  url.hash = '';
  return { url: url.href };
}

/** Suffixes that no public name server answers for. */
const privateSuffixes = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'private',
  'home.arpa',
  'localdomain',
  'onion',
];

/** True for names and addresses that do not lead to the public internet. `host` is as `URL` writes it: numbers in every form are dotted. */
function isPrivateHost(host: string): boolean {
  const name = host.replace(/\.$/, '');
  if (name.startsWith('[')) return isPrivateV6(name.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return isPrivateV4(name.split('.').map(Number));
  return !name.includes('.') || privateSuffixes.some((suffix) => name.endsWith(`.${suffix}`));
}

/** Blocks that are not global unicast. Source: IANA IPv4 Special-Purpose Address Registry, RFC 6890. */
const privateV4: [prefix: number[], bits: number][] = [
  [[0], 8],
  [[10], 8],
  [[100, 64], 10],
  [[127], 8],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 0, 2], 24],
  [[192, 88, 99], 24],
  [[192, 168], 16],
  [[198, 18], 15],
  [[198, 51, 100], 24],
  [[203, 0, 113], 24],
  [[224], 3],
];

function isPrivateV4(parts: number[]): boolean {
  const word = (bytes: number[]) => bytes.reduce((sum, byte, index) => sum + byte * 256 ** (3 - index), 0);
  const address = word(parts);
  return privateV4.some(([prefix, bits]) => Math.floor(address / 2 ** (32 - bits)) === Math.floor(word(prefix) / 2 ** (32 - bits)));
}

/** Only 2000::/3 is public, without the parts of it that wrap an IPv4 address or are for documents. Source: IANA IPv6 registries. */
function isPrivateV6(address: string): boolean {
  const groups = expandV6(address);
  const [first = 0, second = 0] = groups;
  const v4At = (index: number) => [groups[index] ?? 0, groups[index + 1] ?? 0].flatMap((group) => [group >> 8, group & 255]);
  // 64:ff9b::/96 wraps a v4 address for networks that have v6 only.
  if (first === 0x64 && second === 0xff9b && !groups.slice(2, 6).some(Boolean)) return isPrivateV4(v4At(6));
  if (first >> 13 !== 1) return true;
  if (first === 0x2002) return isPrivateV4(v4At(1));
  return first === 0x2001 && (second === 0xdb8 || second < 0x200);
}

/** Eight groups; `URL` has checked the form and rewritten a dotted tail already. */
function expandV6(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : []);
  const [start, end] = [groups(head), groups(tail ?? '')];
  return tail === undefined ? start : [...start, ...Array<number>(Math.max(0, 8 - start.length - end.length)).fill(0), ...end];
}
