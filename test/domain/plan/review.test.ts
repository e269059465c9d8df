import { describe, expect, it } from 'vitest';
import { fieldRule } from '@/lib/domain/mapping/mapping';
import { copyRecord } from '@/lib/domain/merge/copy-record';
import { contactMerge } from '@/lib/domain/merge/merge-contacts';
import { onlyFillsBlanks, reviewOf } from '@/lib/domain/plan/review';
import { aContact } from '../../builders';
import { liveOf } from './world';

const live = liveOf('highlevel-bqe-client', {
  rules: [
    fieldRule('city', 'city'),
    fieldRule('phone', 'phone', { wins: 'right' }),
    fieldRule('country', 'country', { fillBlanksOnly: true }),
    fieldRule('companyName', 'companyName'),
    fieldRule('address1', 'address1'),
  ],
});

describe('Review changes', () => {
  const left = aContact({ city: '', country: 'US', companyName: 'Old' });
  const right = aContact({ city: 'Rome', phone: '(212) 555-0177', country: 'Germany', companyName: 'New', address1: '' });

  it('shows per field what changes into what, from where, by which rule, and whether it is ticked', () => {
    const { changes, refused } = copyRecord(contactMerge(live, { left, right }), 'left');
    expect(onlyFillsBlanks(changes)).toBe(false);
    expect(reviewOf({ side: 'left', changes, refused }, live)).toEqual([
      {
        key: 'city|city',
        label: 'City',
        from: '',
        to: 'Rome',
        source: 'BQE CORE',
        rule: 'Fills a blank',
        chosen: true,
        warning: '',
        obstacle: '',
      },
      {
        key: 'phone|phone',
        label: 'Phone',
        from: '+12125550100',
        to: '+12125550177',
        source: 'BQE CORE',
        rule: 'BQE CORE wins',
        chosen: true,
        warning: '',
        obstacle: '',
      },
      {
        key: 'country|country',
        label: 'Country',
        from: 'United States',
        to: 'Germany',
        source: 'BQE CORE',
        rule: 'The rule only fills blanks',
        chosen: false,
        warning: '',
        obstacle: '',
      },
      {
        key: 'companyName|companyName',
        label: 'Company',
        from: '',
        to: 'New',
        source: 'BQE CORE',
        rule: '',
        chosen: false,
        warning: '',
        obstacle: expect.stringContaining('new contacts only'),
      },
    ]);
  });

  it('what only fills blanks needs no review', () => {
    const { changes } = copyRecord(contactMerge(live, { left: { ...right, city: '', phone: '' }, right }), 'left');
    expect(changes.length).toBeGreaterThan(0);
    expect(onlyFillsBlanks(changes)).toBe(true);
  });
});
