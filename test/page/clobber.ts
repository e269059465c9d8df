// What browsers do and jsdom does not: a form answers with its field where something of the field's name is asked for, extensions included.

/** Has every form of the page do so. */
export function clobber(page: Document): void {
  for (const form of page.forms) {
    for (const field of form.querySelectorAll('input')) Object.defineProperty(form, field.name, { value: field, configurable: true });
  }
}
