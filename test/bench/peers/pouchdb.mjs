// PouchDB at its best: the e-mail is the id, so that look-up and type-ahead (over e-mails only) need none of its slower views.
import PouchDB from 'pouchdb-browser';

/** @returns {import('../page/contender').Contender} */
export function pouchdb() {
  let contacts;
  /** Ids of the system, and under which of ours they are kept. */
  const emails = new Map();
  return {
    typesEmails: true,
    async open() {
      contacts = new PouchDB('bench-pouchdb', { auto_compaction: true });
    },
    async write(page) {
      for (const { id, value } of page) emails.set(id, value.email);
      const known = await contacts.allDocs({ keys: page.map(({ value }) => value.email) });
      const answers = await contacts.bulkDocs(
        page.map(({ value }, at) => {
          const { rev } = known.rows[at].value ?? {};
          return { _id: value.email, ...(rev && { _rev: rev }), value };
        }),
      );
      if (answers.some(({ error }) => error)) throw new Error('PouchDB refused documents.');
    },
    async read(ids) {
      const { rows } = await contacts.allDocs({ keys: ids.map((id) => emails.get(id)), include_docs: true });
      return rows.filter(({ doc }) => doc).length;
    },
    async hasEmail(email) {
      return Boolean(await contacts.get(email));
    },
    async beginningWith(prefix) {
      return (await contacts.allDocs({ startkey: prefix, endkey: `${prefix}\uffff`, limit: 25, include_docs: true })).rows.length;
    },
    destroy: () => contacts.destroy(),
  };
}
