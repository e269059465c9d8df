// What a page can be asked to do while benchmarks run. Everything that crosses over is plain JSON.
import { pouchdb } from '../peers/pouchdb.mjs';
import { rxdb } from '../peers/rxdb.mjs';
import type { Contender } from './contender';
import { runCourse } from './course';
import { fallDue, fillCache, queueEdits, timeNextWrite, untilQueueIsEmpty, waitForCache } from './extension-store';
import { lockstep } from './lockstep';
import { rawIndexedDb } from './raw-indexeddb';
import { timeRecognition } from './recognition';

const contenders = { lockstep, rawIndexedDb, rxdb, pouchdb } satisfies Record<string, () => Contender>;
export type ContenderName = keyof typeof contenders;

const pageBench = {
  runCourse: (name: ContenderName, course: Parameters<typeof runCourse>[1]) => runCourse(contenders[name](), course),
  fillCache,
  queueEdits,
  fallDue,
  waitForCache,
  timeNextWrite,
  untilQueueIsEmpty,
  timeRecognition,
};
export type PageBench = typeof pageBench;

Object.assign(globalThis, { bench: pageBench });
