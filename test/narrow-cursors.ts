// Has a cursor of the database in memory go on from where it stands, as a browser's does. Its own looks for each next row from the beginning of
// its range, since the lowest of several lower bounds is taken for the highest: walking n rows takes n² steps.
import { IDBCursor, IDBKeyRange } from 'fake-indexeddb';

/** What its source keeps of a cursor, under names of its own. */
interface Standing {
  direction: IDBCursorDirection;
  _range?: IDBKeyRange;
  /** The key of the row it stands on. */
  _position?: IDBValidKey | undefined;
  _iterate(key?: IDBValidKey, primaryKey?: IDBValidKey): unknown;
}

const cursors = IDBCursor.prototype as unknown as Standing;
const byItself = cursors._iterate;

cursors._iterate = function (key, primaryKey) {
  const from = key ?? this._position;
  if (from !== undefined && this._range?.includes(from)) this._range = rest(this._range, from, this.direction.startsWith('next'));
  // A jump leaves everything before its key behind.
  if (key !== undefined && this._position !== undefined && indexedDB.cmp(key, this._position) !== 0) this._position = undefined;
  return byItself.call(this, key, primaryKey);
};

/** What is left of a range from a key in it on. */
function rest({ lower, upper, lowerOpen, upperOpen }: IDBKeyRange, from: IDBValidKey, isForward: boolean): IDBKeyRange {
  if (isForward) return upper === undefined ? IDBKeyRange.lowerBound(from) : IDBKeyRange.bound(from, upper, false, upperOpen);
  return lower === undefined ? IDBKeyRange.upperBound(from) : IDBKeyRange.bound(lower, from, lowerOpen, false);
}
