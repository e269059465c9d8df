// Who belongs together by the ids that records name in custom fields.
import { describe, expect, it } from 'vitest';
import { type Stamped, stampField, stampOf, tiesOfStamps } from '@/lib/domain/stamp';
import { aContact, aFieldValue } from '../builders';

const field = (id: string, name: string, dataType = 'TEXT') => aFieldValue({ id, name, dataType }).field;

/** A record that goes by its id on its server, and whom it names. */
const names = (id: string, stamp = ''): Stamped => ({ uid: `uid-${id}`, remoteId: id, stamp });
const tied = (left: Stamped[], right: Stamped[]) => tiesOfStamps(left, right).map((tie) => `${tie.left.slice(4)} ${tie.right.slice(4)}`);

describe('the field of a stamp', () => {
  it('is the text field of that name, whatever its case and spaces', () => {
    const fields = [field('other', 'BQE client'), field('long', 'BQE CORE ID', 'LARGE_TEXT'), field('kept', ' bqe Core  id')];
    expect(stampField('bqe', 'left', fields)?.id).toBe('kept');
    expect(stampField('bqe', 'right', fields)).toBeUndefined();
    expect(stampField('bqe', 'right', [field('there', 'HighLevel ID')])?.id).toBe('there');
  });

  it('is the same one in every browser where there are two', () => {
    const fields = [field('b', 'LocaliQ ID'), field('a', 'LOCALIQ ID')];
    expect([stampField('localiq', 'left', fields)?.id, stampField('localiq', 'left', fields.reverse())?.id]).toEqual(['a', 'a']);
  });

  it('is never one of LocaliQ, which takes no writes', () => {
    expect(stampField('localiq', 'right', [field('a', 'HighLevel ID'), field('b', '')])).toBeUndefined();
  });

  it('says nobody where it is blank or not there', () => {
    const kept = field('kept', 'BQE CORE ID');
    expect(stampOf(aContact({ customFields: { kept: ' client-1 ' } }), kept)).toBe('client-1');
    expect([stampOf(aContact(), kept), stampOf(aContact({ customFields: { kept: 'client-1' } }), undefined)]).toEqual(['', '']);
  });
});

describe('stamps', () => {
  it('tie two that name each other, and one that names another who names nobody', () => {
    expect(tied([names('ada', 'client-1')], [names('client-1', 'ada')])).toEqual(['ada client-1']);
    expect(tied([names('ada', 'client-1')], [names('client-1')])).toEqual(['ada client-1']);
    expect(tied([names('ada')], [names('client-1', 'ada')])).toEqual(['ada client-1']);
    expect(tied([names('ada')], [names('client-1')])).toEqual([]);
  });

  it('tie nobody where one of the two names somebody else, known or not', () => {
    expect(tied([names('ada', 'client-1'), names('grace')], [names('client-1', 'grace')])).toEqual([]);
    expect(tied([names('ada', 'client-9')], [names('client-1', 'ada')])).toEqual([]);
    expect(tied([names('ada', 'client-1')], [names('client-1', 'deleted')])).toEqual([]);
  });

  it('tie none of several that name the same one, unless that one says which', () => {
    const copies = [names('ada', 'client-1'), names('copy', 'client-1')];
    expect(tied(copies, [names('client-1')])).toEqual([]);
    expect(tied(copies, [names('client-1', 'ada')])).toEqual(['ada client-1']);
    expect(tied([names('ada')], [names('client-1', 'ada'), names('client-2', 'ada')])).toEqual([]);
  });
});
