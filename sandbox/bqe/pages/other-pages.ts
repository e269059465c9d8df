// Pages of the web app that are about no client: nothing is to be recognised on them.
import { html } from 'hono/html';
import type { BqeState } from '../state';
import type { ClientView } from './client-view';
import { type Html, renderPage } from './shell';

export function dashboardPage(clients: ClientView[], state: BqeState): Html {
  const tiles = [
    ['Open to-dos', String(state.company.todos.filter((todo) => todo.percentComplete < 100).length)],
    ['Hours this week', '31.5'],
    ['Unbilled', '$48,210'],
    ['Outstanding', '$112,940'],
  ];
  return renderPage({
    title: 'Dashboard',
    active: 'dashboard',
    body: html`<main><div class="head"><div><h1>Dashboard</h1><p>${state.company.name}</p></div></div>
      <div class="tiles">${tiles.map(([label, value]) => html`<div class="card tile"><span class="quiet">${label}</span><b>${value}</b></div>`)}</div>
      ${projectTable('Active projects', clients)}</main>`,
  });
}

export function projectsPage(clients: ClientView[]): Html {
  return renderPage({
    title: 'Projects',
    active: 'projects',
    body: html`<main><div class="head"><div><h1>Projects</h1></div></div>${projectTable('All projects', clients)}</main>`,
  });
}

export function timePage(clients: ClientView[], state: BqeState): Html {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
  return renderPage({
    title: 'Time sheet',
    active: 'time',
    body: html`<main><div class="head"><div><h1>Time sheet</h1><p>${state.company.employees[0]?.displayName}</p></div></div>
      <section class="card"><table><thead><tr><th>Project</th>${days.map((day) => html`<th class="num">${day}</th>`)}</tr></thead>
      <tbody>${clients
        .slice(0, 6)
        .map(
          (client) =>
            html`<tr><td>${client.projects[0]?.code} ${client.projects[0]?.name}</td>${days.map((_, day) => html`<td class="num">${((client.number + day * 3) % 9) / 2}</td>`)}</tr>`,
        )}</tbody></table></section></main>`,
  });
}

function projectTable(title: string, clients: ClientView[]): Html {
  return html`<section class="card"><h2>${title}</h2><table>
    <thead><tr><th>Code</th><th>Project</th><th>Client</th><th>Phase</th><th class="num">Billed</th></tr></thead>
    <tbody>${clients.map((client) =>
      client.projects
        .slice(0, 1)
        .map(
          (project) =>
            html`<tr><td>${project.code}</td><td>${project.name}</td><td>${client.company || client.name}</td><td>${project.phase}</td><td class="num">${project.billed}</td></tr>`,
        ),
    )}</tbody></table></section>`;
}
