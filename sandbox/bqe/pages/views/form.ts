// The person only in the inputs of an edit form. One kind names its inputs by `autocomplete`; the other by labels alone, and
// keeps somebody else's values in hidden and invisible inputs.
import { html, raw } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';

interface Field {
  label: string;
  name: string;
  autocomplete: string;
  type?: string;
  value: (client: ClientView) => string;
}

const FIELDS: readonly Field[] = [
  { label: 'Display as', name: 'DisplayName', autocomplete: 'off', value: (client) => client.name },
  { label: 'First name', name: 'FirstName', autocomplete: 'given-name', value: (client) => client.firstName },
  { label: 'Last name', name: 'LastName', autocomplete: 'family-name', value: (client) => client.lastName },
  { label: 'Company', name: 'Company', autocomplete: 'organization', value: (client) => client.company },
  { label: 'E-mail', name: 'EMail', autocomplete: 'email', type: 'email', value: (client) => client.email },
  { label: 'Phone', name: 'Phone', autocomplete: 'tel', type: 'tel', value: (client) => client.phone },
  { label: 'Street', name: 'Street1', autocomplete: 'address-line1', value: (client) => client.street },
  { label: 'City', name: 'City', autocomplete: 'address-level2', value: (client) => client.city },
  { label: 'State', name: 'State', autocomplete: 'address-level1', value: (client) => client.state },
  { label: 'Zip', name: 'Zip', autocomplete: 'postal-code', value: (client) => client.zip },
];

/** Inputs with labels and `autocomplete`. */
export function formView(client: ClientView): Html {
  return form(client, (field) => html` autocomplete="${field.autocomplete}"`, '');
}

/** Inputs with labels only, beside inputs that nobody sees and that hold `other`. */
export function formWithHiddenView(client: ClientView, other: ClientView): Html {
  const leftovers = html`
    <input type="hidden" name="PreviousEMail" value="${other.email}">
    <input type="hidden" name="PreviousPhone" value="${other.phone}">
    <div style="display:none" aria-hidden="true">
      <label for="prev-mail">E-mail</label><input id="prev-mail" type="email" autocomplete="email" value="${other.email}">
      <label for="prev-phone">Phone</label><input id="prev-phone" type="tel" autocomplete="tel" value="${other.phone}">
    </div>`;
  return form(client, () => raw(' autocomplete="off"'), leftovers);
}

function form(client: ClientView, mark: (field: Field) => Html, extra: Html | ''): Html {
  return html`<article data-title="Edit client">
    <div class="head"><div><h1>Edit client</h1><p>Client ${client.number}</p></div></div>
    <section class="card"><h2>General</h2>
      <form class="grid" method="post" action="/webapp/Client/Save/${client.id}">
        ${extra}
        ${FIELDS.map(
          (field) =>
            html`<div class="field"><label for="txt${field.name}">${field.label}</label><input id="txt${field.name}" name="${field.name}" type="${field.type ?? 'text'}" value="${field.value(client)}"${mark(field)}></div>`,
        )}
        <div class="field"><label for="ddlTerm">Terms</label><select id="ddlTerm" name="Term"><option>Net 15</option><option${client.term === 'Net 30' ? raw(' selected') : ''}>Net 30</option></select></div>
        <div style="grid-column:1/-1"><button class="button main-one" type="submit">Save</button> <a class="button" href="/webapp/Client/Detail/${client.id}">Cancel</a></div>
      </form>
    </section>
  </article>`;
}
