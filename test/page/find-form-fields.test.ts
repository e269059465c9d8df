// Which fields of a form a person's values may go into: certain ones only, told apart by person and by address.
import { expect, it } from 'vitest';
import { isEnabled } from '@/lib/page/field-visible';
import { findForm } from '@/lib/page/find-form-fields';
import { clobber } from './clobber';
import { formVariants } from './form-variants';

const found = () =>
  findForm(document, isEnabled).groups.map(
    ({ title, purpose, fields }) => `${`${purpose} ${title}`.trim()}: ${fields.map(({ kind }) => kind).join(' ')}`,
  );

it.each(formVariants)('$name', ({ html, expected }) => {
  document.body.innerHTML = html;
  expect(found()).toEqual(expected);
});

it.each(formVariants)('$name, where a form answers with a field when its parent is asked for', ({ html, expected }) => {
  document.body.innerHTML = html;
  for (const form of document.forms) form.insertAdjacentHTML('afterbegin', '<input type="hidden" name="parentElement">');
  clobber(document);
  expect(found()).toEqual(expected);
});

it('an open dialog is the only form there is', () => {
  document.body.innerHTML =
    '<form><label>Name <input></label><label>City <input></label></form><div role="dialog" aria-modal="true"><label>Email <input></label><label>Phone <input></label></div>';
  expect(findForm(document, isEnabled).groups.flatMap(({ fields }) => fields.map(({ label }) => label))).toEqual(['Email', 'Phone']);
});

it('says what the page calls a field, and what it holds', () => {
  document.body.innerHTML =
    '<form><label>State:* <select><option value="">Choose</option><option value="US-NY" selected>New York</option></select></label><label>Phone <input value="212" maxlength="14" pattern="\\d+" placeholder="(000) 000-0000"></label></form>';
  expect(findForm(document, isEnabled).groups[0]?.fields).toEqual([
    {
      key: 'field-0',
      kind: 'state',
      use: 'plain',
      isRepeat: false,
      label: 'State',
      value: 'US-NY',
      type: 'select',
      options: [
        { value: '', text: 'Choose' },
        { value: 'US-NY', text: 'New York' },
      ],
    },
    {
      key: 'field-1',
      kind: 'phone',
      use: 'plain',
      isRepeat: false,
      label: 'Phone',
      value: '212',
      type: 'text',
      maxLength: 14,
      pattern: '\\d+',
      placeholder: '(000) 000-0000',
    },
  ]);
});
