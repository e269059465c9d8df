// RxDB over its free Dexie storage. It has no index over several values of a record, so type-ahead looks at last names only.
import { createRxDatabase } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

const text = { type: 'string', maxLength: 100 };
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text, email: text, lastName: text, value: { type: 'object' } },
  required: ['id', 'email', 'lastName', 'value'],
  indexes: ['email', 'lastName'],
};

const documentOf = ({ id, value }) => ({ id, email: value.email, lastName: value.lastName.toLowerCase(), value });

/** @returns {import('../page/contender').Contender} */
export function rxdb() {
  let database;
  let contacts;
  return {
    async open() {
      database = await createRxDatabase({ name: 'bench-rxdb', storage: getRxStorageDexie(), multiInstance: false });
      ({ contacts } = await database.addCollections({ contacts: { schema } }));
    },
    async write(page) {
      const { error } = await contacts.bulkUpsert(page.map(documentOf));
      if (error.length > 0) throw new Error(`RxDB refused ${error.length} documents.`);
    },
    async read(ids) {
      return (await contacts.findByIds(ids).exec()).size;
    },
    async hasEmail(email) {
      return (await contacts.findOne({ selector: { email } }).exec()) !== null;
    },
    async beginningWith(prefix) {
      const lastName = { $gte: prefix, $lt: `${prefix}\uffff` };
      return (await contacts.find({ selector: { lastName }, sort: [{ lastName: 'asc' }], limit: 25 }).exec()).length;
    },
    destroy: () => database.remove(),
  };
}
