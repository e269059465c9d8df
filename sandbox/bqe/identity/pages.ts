// What people see while they sign in: log-in, consent with the choice of a company file, and the page for requests that were refused.
import { html, raw } from 'hono/html';
import { type Html, renderBare } from '../pages/shell';
import type { CompanyFile } from '../state';

const WORD = html`<div class="word">BQE CORE</div>`;

export function loginPage(returnUrl: string, failed: boolean): Html {
  return renderBare(
    'Log in',
    html`<main class="sign">${WORD}<form class="card" method="post" action="/idp/Account/Login">
      <h1>Log in</h1>${failed ? html`<p role="alert" class="chip amber">Invalid e-mail or password</p>` : ''}
      <input type="hidden" name="ReturnUrl" value="${returnUrl}">
      <div class="field"><label for="Email">E-mail</label><input id="Email" name="Email" type="email" autocomplete="username" required></div>
      <div class="field"><label for="Password">Password</label><input id="Password" name="Password" type="password" autocomplete="current-password" required></div>
      <button class="button main-one" type="submit">Log in</button></form></main>`,
  );
}

export function consentPage(query: string, clientId: string, scopes: string[], companies: CompanyFile[]): Html {
  return renderBare(
    'Grant access',
    html`<main class="sign">${WORD}<form class="card" method="post" action="/idp/consent">
      <h1>Grant access</h1><p class="quiet">${clientId} asks for: ${scopes.join(', ')}</p>
      <input type="hidden" name="query" value="${query}">
      <fieldset style="border:0;padding:0;margin:12px 0"><legend class="quiet">Company</legend>${companies.map(
        (company, index) =>
          html`<label class="pick"><input type="radio" name="company" value="${company.id}"${index === 0 ? raw(' checked') : ''}>${company.name}</label>`,
      )}</fieldset>
      <button class="button main-one" type="submit" name="button" value="yes">Yes, Allow</button>
      <button class="button" type="submit" name="button" value="no">No, Do Not Allow</button></form></main>`,
  );
}

export function errorPage(text: string, errorId: string): Html {
  return renderBare(
    'Error',
    html`<main class="sign">${WORD}<div class="card"><h1>Error</h1><p>Sorry, there was an error: ${text}</p><p class="quiet">Request Id: ${errorId}</p></div></main>`,
  );
}
