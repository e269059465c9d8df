import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { managedFlow, managedNote, mergeNotes, newNote, noteEdit } from '@/lib/domain/merge/merge-notes';
import { headerLine, headerOf, saidText, splitHeader, splitTitle, withHeader } from '@/lib/domain/merge/note-text';
import { textToHtml } from '@/lib/domain/note-html';
import { aNote, noon } from '../../builders';

const zone = 'America/New_York';
const fromBqe = { source: 'bqe', author: 'Grace Hopper', zone } as const;

describe('a note on its way', () => {
  it('tells author, time and source in a line of its own, which is taken out again', () => {
    const made = newNote(aNote({ body: 'Asked for drawings.\nTwice.', addedAt: noon }), 'left', fromBqe);
    expect(made.body).toBe('<p>Grace Hopper · 2026-11-21 12:00 · from BQE CORE</p><p>Asked for drawings.<br>Twice.</p>');
    expect(headerOf(made)).toEqual({ author: 'Grace Hopper', time: '2026-11-21 12:00', source: 'bqe' });
    expect(saidText(made)).toBe('Asked for drawings.\nTwice.');
  });

  it('goes to a partner that keeps author and time without the line, and with it where the author has no user there', () => {
    const note = aNote({ body: '<p>Hello</p>', addedAt: noon });
    expect(newNote(note, 'right', { source: 'highlevel', author: 'Grace', userId: 'employee-1', zone })).toMatchObject({
      body: 'Hello',
      userId: 'employee-1',
      addedAt: noon,
    });
    expect(newNote(note, 'right', { source: 'highlevel', author: 'Grace', zone }).body).toBe(
      'Grace · 2026-11-21 12:00 · from HighLevel\n\nHello',
    );
  });

  it('is in step with what it came from', () => {
    const right = aNote({ body: 'Asked for drawings.' });
    const merged = mergeNotes({ left: newNote(right, 'left', fromBqe), right });
    expect([merged.toLeft, merged.toRight, merged.conflicts]).toEqual([[], [], []]);
  });

  it('is rewritten only where the text differs; the header stays, lost formatting is said', () => {
    const right = aNote({ body: 'Old' });
    const left = aNote({
      body: withHeader({ author: 'Grace', time: '2026-11-21 12:00', source: 'bqe' }, 'Old').replace('Old', '<b>Old</b>'),
    });
    const { base } = mergeNotes({ left, right });
    expect(mergeNotes({ left, right, base }).toLeft).toEqual([]);
    const { toLeft } = mergeNotes({ left, right: aNote({ body: 'New & more' }), base });
    expect(toLeft).toMatchObject([{ warning: expect.stringContaining('Formatting') }]);
    expect(noteEdit(toLeft, 'left', left)).toEqual({ body: '<p>Grace · 2026-11-21 12:00 · from BQE CORE</p><p>New &amp; more</p>' });
  });

  it('carries a title there and back', () => {
    const left = aNote({ title: 'Visit', body: '<p>At ten.</p>' });
    const right = newNote(left, 'right', { source: 'highlevel', author: '', zone });
    expect(right.body).toBe('Title: Visit\n\nAt ten.');
    const { base } = mergeNotes({ left, right });
    const { toLeft } = mergeNotes({ left, right: { ...right, body: 'Title: Site visit\n\nAt ten.' }, base });
    expect(noteEdit(toLeft, 'left', left)).toEqual({ title: 'Site visit', body: '<p>At ten.</p>' });
  });

  it('loses the headers of all its journeys at once', () => {
    const header = 'Grace · 2026-11-21 12:00 · from LocaliQ';
    expect(saidText({ body: [header, header, header, 'Call back.'].join('\n'), title: '' })).toBe('Call back.');
  });

  it('is the same text there, back and there again', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '',
        'a < b',
        '&amp;',
        'Title: x',
        '• item',
        'Grace · 2026-11-21 12:00 · from LocaliQ',
        '<b>bold</b>',
        'from BQE CORE',
      ),
    );
    const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));
    const title = fc.constantFrom('', 'Visit', '  Two  words ');
    fc.assert(
      fc.property(text, title, (body, name) => {
        const said = saidText({ body, title: name });
        const there = newNote(aNote({ body: said }), 'left', fromBqe);
        const back = saidText(there);
        const again = saidText(newNote(aNote({ body: back }), 'left', fromBqe));
        expect(again.replace(/\s+/g, ' ')).toBe(back.replace(/\s+/g, ' '));
      }),
      { numRuns: 1000 },
    );
  });

  it('only our own line is taken for a header', () => {
    for (const text of [
      'from BQE CORE',
      'A · B · from BQE CORE\nx',
      'Grace · 2026-11-21 · from Rome',
      'x\nGrace · 2026-11-21 12:00 · from LocaliQ',
    ]) {
      expect(splitHeader(text).header).toBeUndefined();
    }
    expect(splitHeader(headerLine({ author: 'A · B', time: '', source: 'localiq' })).header).toEqual({
      author: 'A B',
      time: '',
      source: 'localiq',
    });
    expect(splitTitle('Title:\nx')).toEqual({ title: '', text: 'Title:\nx' });
  });
});

describe('the managed note of a read-only partner', () => {
  const origin = { source: 'localiq', author: '', zone } as const;

  it('follows its source, and asks once somebody has edited it', () => {
    const left = managedNote('Call after five', origin);
    if (!left) throw new Error('no note');
    expect(headerOf(left)).toMatchObject({ source: 'localiq' });
    const { base } = mergeNotes({ left, right: aNote({ body: 'Call after five' }) }, managedFlow);
    const right = aNote({ body: 'Call after six' });
    expect(mergeNotes({ left, right, base }, managedFlow).toLeft).toMatchObject([{ to: 'Call after six' }]);
    const edited = { ...left, body: textToHtml('Done') };
    expect(mergeNotes({ left: edited, right: aNote({ body: 'Call after five' }), base }, managedFlow).toRight).toEqual([]);
    expect(mergeNotes({ left: edited, right, base }, managedFlow).conflicts).toMatchObject([{ why: 'both-changed' }]);
    expect(managedNote('  ', origin)).toBeUndefined();
  });
});
