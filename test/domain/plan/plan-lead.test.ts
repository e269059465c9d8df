import { describe, expect, it } from 'vitest';
import { blankContact } from '@/lib/domain/contact';
import type { Lead } from '@/lib/domain/lead';
import { saidText } from '@/lib/domain/merge/note-text';
import { leadNote, planLead } from '@/lib/domain/plan/plan-lead';
import { noon } from '../../builders';
import { aRecord, liveOf } from './world';

const live = liveOf('highlevel-localiq');
const aLead = (fields: Partial<Lead> = {}): Lead => ({
  kind: 'call',
  contactId: '7',
  contact: { ...blankContact(), firstName: 'Ada', lastName: 'Lovelace' },
  occurredAt: noon,
  createdAt: noon,
  campaign: 'Spring',
  source: 'Google',
  text: 'Asked for a quote.',
  notes: '',
  tags: ['call', 'Spring'],
  durationSeconds: 75,
  recordingUrl: '',
  callerNumber: '212-555-0100',
  trackingNumber: '',
  ...fields,
});
const known = { firstName: 'Ada', lastName: 'Lovelace', phone: '+12125550100', tags: ['spring'] };

describe('a lead', () => {
  it('makes a contact with source, tags and what was said', () => {
    const step = planLead({ live, lead: aLead(), candidates: [] });
    expect(step).toMatchObject({ kind: 'create', addTags: ['call', 'Spring'], refused: [] });
    if (step.kind !== 'create') return;
    expect(step.changes.map(({ ref, to }) => `${ref}=${to}`)).toEqual([
      'firstName=Ada',
      'lastName=Lovelace',
      'phone=+12125550100',
      'source=Google',
    ]);
    expect(step.note.body).toContain('Call · 2026-11-21 12:00 · from LocaliQ');
    expect(saidText(step.note)).toBe('Campaign: Spring\nSource: Google\nCaller: 212-555-0100\nDuration: 1:15\n\nAsked for a quote.');
  });

  it('fills only blanks of a contact that is known, and adds only new tags', () => {
    const candidates = [aRecord('L1', { ...known, source: 'Referral' })];
    expect(planLead({ live, lead: aLead(), candidates })).toMatchObject({
      kind: 'update',
      uid: 'L1',
      match: 'matched',
      changes: [],
      addTags: ['call'],
    });
  });

  it('goes to the linked contact whatever it says, and asks where it could be several', () => {
    const other = aRecord('L2', { firstName: 'Bo', lastName: 'Ek', phone: '+12125550199' });
    expect(planLead({ live, lead: aLead(), candidates: [other], linked: 'L2' })).toMatchObject({
      kind: 'update',
      uid: 'L2',
      match: 'linked',
    });
    const stranger = aRecord('L3', { firstName: 'Bo', lastName: 'Ek', phone: '+12125550100' });
    expect(planLead({ live, lead: aLead(), candidates: [stranger] })).toMatchObject({ kind: 'question', candidates: [{ uid: 'L3' }] });
    expect(planLead({ live, lead: aLead(), candidates: [stranger], keptApart: ['L3'] }).kind).toBe('create');
  });

  it('is skipped where it was no lead, or nobody', () => {
    const noLead = aLead({ contact: { ...blankContact(), email: 'NonLeadChat@reachlocal.com' } });
    expect(planLead({ live, lead: noLead, candidates: [] })).toEqual({ kind: 'skip', reason: 'no-lead' });
    const nobody = { kind: 'skip', reason: 'nothing-to-go-by' };
    const numberless = aLead({ callerNumber: '' });
    expect(planLead({ live, lead: { ...numberless, contact: blankContact() }, candidates: [] })).toEqual(nobody);
    // Of a person whom LocaliQ knows the name is enough; of anybody else each lead would make another.
    expect(planLead({ live, lead: { ...numberless, contactId: '' }, candidates: [] })).toEqual(nobody);
    expect(planLead({ live, lead: numberless, candidates: [] }).kind).toBe('create');
  });

  it('asks about a name only where it could be the same person', () => {
    const named = aRecord('L4', { firstName: 'Ada', lastName: 'Lovelace' });
    const reachable = aRecord('L5', { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.org' });
    expect(planLead({ live, lead: aLead(), candidates: [named] })).toMatchObject({ kind: 'question', candidates: [{ uid: 'L4' }] });
    expect(planLead({ live, lead: aLead(), candidates: [reachable] }).kind).toBe('create');
  });

  it('has a note that stays the same while the lead does', () => {
    expect(leadNote(aLead(), 'America/New_York')).toEqual(leadNote(aLead(), 'America/New_York'));
    expect(saidText(leadNote(aLead({ notes: 'Call back' }), 'UTC'))).toContain('Notes: Call back');
    expect(
      saidText(leadNote(aLead({ kind: 'chat', text: '', campaign: '', source: '', callerNumber: '', durationSeconds: 0 }), 'UTC')),
    ).toBe('Ada Lovelace got in touch.');
  });
});
