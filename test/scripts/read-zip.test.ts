// Reading archives, by one that another program wrote: a folder, a stored file and a deflated one.
import { expect, it } from 'vitest';
import { readZip } from '@/scripts/read-zip';

const archive = [
  'UEsDBBQAAAAAAAAAIVwAAAAAAAAAAAAAAAAFAAAAaWNvbi9QSwMEFAAAAAAAAAAhXKwqk9gCAAAAAgAAAAoAAABzdG9yZWQudHh0aGlQSwMEFAAAAAgAAAAh',
  'XOKZO/AJAAAALAEAABEAAABpY29uL2RlZmxhdGVkLnR4dMvIVMgYRcQhAFBLAQIUAxQAAAAAAAAAIVwAAAAAAAAAAAAAAAAFAAAAAAAAAAAAAACAAQAAAABp',
  'Y29uL1BLAQIUAxQAAAAAAAAAIVysKpPYAgAAAAIAAAAKAAAAAAAAAAAAAACAASMAAABzdG9yZWQudHh0UEsBAhQDFAAAAAgAAAAhXOKZO/AJAAAALAEAABEA',
  'AAAAAAAAAAAAAIABTQAAAGljb24vZGVmbGF0ZWQudHh0UEsFBgAAAAADAAMAqgAAAIUAAAAAAA==',
].join('');

it('gives the files with their content, and leaves folders out', () => {
  const files = readZip(Buffer.from(archive, 'base64'));
  expect([...files].map(([path, content]) => [path, content.toString()])).toEqual([
    ['stored.txt', 'hi'],
    ['icon/deflated.txt', 'hi '.repeat(100)],
  ]);
});

it('refuses what is no archive', () => {
  expect(() => readZip(Buffer.from('x'.repeat(40)))).toThrow('no zip archive');
});
