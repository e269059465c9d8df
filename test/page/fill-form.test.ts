// Filling as a person would: what frameworks listen to is heard, nothing is submitted, and one undo puts everything back.
import { beforeEach, expect, it, vi } from 'vitest';
import { isEnabled } from '@/lib/page/field-visible';
import { createFormFiller, type FormFiller } from '@/lib/page/fill-form';

let filler: FormFiller;
const submitted = vi.fn();
const clicked = vi.fn();
const html =
  '<form><label>First name <input name="first" value="Old"></label><label>Email <input name="mail" type="email" title="Work"></label>' +
  '<label>State <select name="state"><option value=""></option><option>NY</option><option>CA</option></select></label>' +
  '<label><input type="checkbox" name="news"> News</label><button>Save</button></form>';

const control = (name: string) => document.querySelector<HTMLInputElement>(`[name=${name}]`) as HTMLInputElement;
const values = () => ['first', 'mail', 'state'].map((name) => control(name).value);
const keyOf = (label: string) =>
  filler
    .find()
    .flatMap(({ fields }) => fields)
    .find((field) => field.label === label)?.key ?? '';

function show(markup = html) {
  document.body.innerHTML = markup;
  document.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    submitted();
  });
  document.querySelector('button')?.addEventListener('click', clicked);
  filler = createFormFiller(document, isEnabled);
}

async function fillAll() {
  const chosen = [
    { key: keyOf('First name'), value: 'Ada' },
    { key: keyOf('Email'), value: 'ada@example.com' },
    { key: keyOf('State'), value: 'NY' },
  ];
  return await filler.fill(chosen);
}

beforeEach(() => {
  submitted.mockClear();
  clicked.mockClear();
  show();
});

it('fills what was chosen, says so to the page, and submits and clicks nothing', async () => {
  const heard: string[] = [];
  for (const type of ['input', 'change'])
    document.addEventListener(type, ({ target }) => heard.push(`${type} ${(target as HTMLInputElement).name}`));
  expect(await fillAll()).toEqual({ done: 3, failed: [] });
  expect(values()).toEqual(['Ada', 'ada@example.com', 'NY']);
  expect(heard).toEqual(['input first', 'change first', 'input mail', 'change mail', 'input state', 'change state']);
  expect(submitted).not.toHaveBeenCalled();
  expect(clicked).not.toHaveBeenCalled();
  expect(control('news').checked).toBe(false);
});

it('marks what it filled, and takes the marks away with the undo, which puts every value back', async () => {
  const before = document.body.innerHTML;
  await fillAll();
  expect(control('mail').title).toBe('Work (Filled by Lockstep. Save the page to keep it.)');
  expect(control('first').style.outline).toContain('2px solid');
  expect(await filler.undo()).toEqual({ done: 3, failed: [] });
  expect(values()).toEqual(['Old', '', '']);
  expect(document.body.innerHTML).toBe(before);
  expect(await filler.undo()).toEqual({ done: 0, failed: [] });
});

it('leaves alone what was changed since it was filled', async () => {
  await fillAll();
  control('first').value = 'Typed by hand';
  expect(await filler.undo()).toEqual({ done: 2, failed: ['First name'] });
  expect(values()).toEqual(['Typed by hand', '', '']);
});

it('takes the marks away, and the undo with them, when the user sends the form', async () => {
  await fillAll();
  document.querySelector('button')?.click();
  expect(submitted).toHaveBeenCalledOnce();
  expect(control('first').hasAttribute('title')).toBe(false);
  expect(await filler.undo()).toEqual({ done: 0, failed: [] });
});

it('reaches a controlled input, whose own setter hides changes from those who set it directly', async () => {
  const seen: string[] = [];
  const input = control('first');
  let tracked = input.value;
  const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  Object.defineProperty(input, 'value', {
    configurable: true,
    get: () => native?.get?.call(input),
    set(value: string) {
      tracked = value;
      native?.set?.call(input, value);
    },
  });
  // As such a framework does: a value that it tracked already is no change.
  input.addEventListener('input', () => {
    if (input.value === tracked) return;
    tracked = input.value;
    seen.push(tracked);
  });
  await fillAll();
  await filler.undo();
  expect(seen).toEqual(['Ada', 'Old']);
});

it('says which fields the page did not take', async () => {
  const stubborn = control('mail');
  stubborn.addEventListener('input', () => setTimeout(() => (stubborn.value = '')));
  const outcome = await fillAll();
  expect(outcome).toEqual({ done: 2, failed: ['Email'] });
  expect(stubborn.style.outline).toBe('');
});

it('keeps the way in which a mask writes a value', async () => {
  control('first').addEventListener('input', ({ target }) => {
    (target as HTMLInputElement).value = (target as HTMLInputElement).value.toUpperCase();
  });
  expect(await fillAll()).toEqual({ done: 3, failed: [] });
  expect(control('first').value).toBe('ADA');
  await filler.undo();
  expect(control('first').value).toBe('OLD');
});

it('does not touch a field that was closed, or went away, after the preview', async () => {
  const keys = [keyOf('First name'), keyOf('Email'), keyOf('State')];
  filler.find();
  control('first').readOnly = true;
  control('mail').remove();
  const outcome = await filler.fill(keys.map((key, at) => ({ key, value: ['Ada', 'ada@example.com', 'CA'][at] ?? '' })));
  expect(outcome).toEqual({ done: 1, failed: ['First name', 'Email'] });
});
