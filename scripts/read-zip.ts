// Reads a package as a store would: what is inside, without unpacking it to the disk. Knows stored and deflated files, as in every package.
import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const deflated = 8;

/** The files of a zip archive by path. Throws where it is none. */
export function readZip(archive: Buffer): Map<string, Buffer> {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('This is no zip archive.');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== directoryEntry) throw new Error('The directory of the zip archive is broken.');
    const nameLength = archive.readUInt16LE(at + 28);
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (!path.endsWith('/')) files.set(path, contentOf(archive, at));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/** The content of the file that the directory describes at this place. */
function contentOf(archive: Buffer, at: number): Buffer {
  const size = archive.readUInt32LE(at + 20);
  const head = archive.readUInt32LE(at + 42);
  const start = head + 30 + archive.readUInt16LE(head + 26) + archive.readUInt16LE(head + 28);
  const content = archive.subarray(start, start + size);
  return archive.readUInt16LE(at + 10) === deflated ? inflateRawSync(content) : content;
}
