// The look of the project-accounting web app: one style sheet, served inline, nothing from elsewhere.

/** Style sheet of every page below /webapp/. */
export const styles = `
:root { --ink: #1f2a37; --soft: #5b6b7d; --line: #d9e0e8; --paper: #fff; --wash: #f3f6f9; --brand: #0b5c8e; --brand-dark: #0a2f4a; --accent: #f28c28; }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.45 "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--wash); }
a { color: var(--brand); text-decoration: none; } a:hover { text-decoration: underline; }
button, input, select, textarea { font: inherit; color: inherit; }
.top { display: flex; align-items: center; gap: 18px; height: 48px; padding: 0 18px; background: var(--brand-dark); color: #fff; }
.top .word { display: flex; align-items: center; gap: 8px; font-weight: 700; letter-spacing: .04em; color: #fff; white-space: nowrap; }
.top .word i { display: grid; place-items: center; width: 26px; height: 26px; border-radius: 6px; background: var(--accent); font-style: normal; font-size: 13px; }
.top .find { flex: 1; max-width: 380px; }
.top .find input { width: 100%; height: 30px; padding: 0 12px; border: 0; border-radius: 15px; background: rgba(255,255,255,.14); color: #fff; }
.top .find input::placeholder { color: #b9cbd9; }
.top .me { margin-left: auto; display: flex; align-items: center; gap: 9px; font-size: 12px; color: #cfdde8; white-space: nowrap; }
.top .me a { color: #cfdde8; }
.top .me b { display: block; color: #fff; font-size: 13px; font-weight: 600; line-height: 1.2; }
.round { display: grid; place-items: center; flex: none; width: 30px; height: 30px; border-radius: 50%; background: #2e7fb3; color: #fff; font-weight: 600; font-size: 12px; }
.body { display: grid; grid-template-columns: 176px minmax(0, 1fr); min-height: calc(100vh - 48px); }
.side { padding: 14px 0; background: #fff; border-right: 1px solid var(--line); }
.side a { display: flex; gap: 10px; align-items: center; padding: 8px 18px; color: #33475b; border-left: 3px solid transparent; }
.side a svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.7; }
.side a:hover { background: var(--wash); text-decoration: none; }
.side a.sub { padding: 5px 18px 5px 44px; font-size: 13px; }
.side a[aria-current] { border-left-color: var(--accent); background: #eaf2f8; color: var(--brand); font-weight: 600; }
.main { min-width: 0; padding: 14px 22px 0; display: flex; flex-direction: column; }
.main > main { flex: 1; }
.crumbs { margin: 0 0 8px; font-size: 12px; color: var(--soft); }
.head { display: flex; gap: 14px; align-items: center; margin-bottom: 14px; }
.head .round { width: 46px; height: 46px; font-size: 17px; }
.head h1 { margin: 0; font-size: 22px; line-height: 1.25; font-weight: 600; overflow-wrap: anywhere; }
.head p { margin: 2px 0 0; color: var(--soft); }
.head .do { margin-left: auto; display: flex; gap: 8px; flex: none; }
.button { display: inline-block; padding: 6px 13px; border: 1px solid var(--line); border-radius: 4px; background: #fff; color: #33475b; cursor: pointer; white-space: nowrap; }
.button.main-one { background: var(--brand); border-color: var(--brand); color: #fff; }
.chip { display: inline-block; white-space: nowrap; padding: 1px 9px; border-radius: 10px; background: #e3f3e8; color: #1e6b3a; font-size: 12px; vertical-align: 3px; }
.chip.grey { background: #e8ecf0; color: #4b5a69; } .chip.amber { background: #fdf0dd; color: #8a5310; }
.tabs { display: flex; gap: 2px; margin: 0 0 14px; border-bottom: 1px solid var(--line); overflow: hidden; }
.tabs a { padding: 7px 13px; color: #45586b; border-bottom: 2px solid transparent; white-space: nowrap; }
.tabs a[aria-current] { color: var(--brand); font-weight: 600; border-bottom-color: var(--brand); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(max(290px, 40%), 1fr)); gap: 14px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 13px 16px 15px; min-width: 0; }
.card.wide { grid-column: 1 / -1; }
.card h2 { margin: 0 0 10px; font-size: 12px; font-weight: 700; letter-spacing: .05em; text-transform: uppercase; color: var(--soft); }
.card h3 { margin: 0 0 2px; font-size: 16px; font-weight: 600; }
p.line { margin: 0 0 7px; }
dl { display: grid; grid-template-columns: 118px minmax(0, 1fr); gap: 7px 12px; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: 12px; }
th, td { padding: 7px 8px; border-bottom: 1px solid #e8edf2; } tr:last-child td { border-bottom: 0; }
td { overflow-wrap: anywhere; } td.short { white-space: nowrap; }
td.num, th.num { text-align: right; font-variant-numeric: tabular-nums; }
ul.plain { margin: 0; padding: 0; list-style: none; } ul.plain li { padding: 7px 0; border-bottom: 1px solid #e8edf2; } ul.plain li:last-child { border: 0; padding-bottom: 0; }
ul.plain small, .quiet { color: var(--soft); font-size: 12px; }
.split { display: grid; grid-template-columns: 232px minmax(0, 1fr); gap: 18px; }
.picker { background: #fff; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; align-self: start; }
.picker h2 { margin: 0; padding: 10px 14px; font-size: 13px; border-bottom: 1px solid var(--line); }
.picker a { display: block; padding: 8px 14px; color: inherit; border-bottom: 1px solid #eef2f5; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.picker a small { display: block; overflow: hidden; text-overflow: ellipsis; color: var(--soft); } .picker a[aria-current] { background: #eaf2f8; box-shadow: inset 3px 0 var(--brand); }
form.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: 12px 18px; }
.field label { display: block; margin-bottom: 3px; font-size: 12px; font-weight: 600; color: #45586b; }
.field input, .field select, .field textarea { width: 100%; padding: 6px 9px; border: 1px solid #c3cdd8; border-radius: 4px; background: #fff; }
.field input:focus { outline: 2px solid #8fc1e3; border-color: var(--brand); }
.empty { display: grid; place-items: center; min-height: 260px; color: var(--soft); text-align: center; }
.ghost { height: 13px; margin: 9px 0; border-radius: 4px; background: linear-gradient(90deg, #e9eef3, #f5f8fa, #e9eef3); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 14px; margin-bottom: 14px; }
.tile b { display: block; font-size: 24px; font-weight: 600; }
.foot { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 22px 0 0; padding: 12px 0 14px; border-top: 1px solid var(--line); font-size: 12px; color: var(--soft); }
.zq-slab { background: #fff; border: 1px solid var(--line); border-radius: 6px; padding: 18px 22px; margin-bottom: 14px; }
.zq-slab .vx1 { font-size: 22px; font-weight: 600; } .zq-slab .vx2 { color: var(--soft); margin-bottom: 14px; }
.zq-slab .kk { display: flex; flex-wrap: wrap; gap: 10px 44px; } .zq-slab .kk > div > div:first-child { font-size: 15px; }
.sign { max-width: 400px; margin: 8vh auto; } .sign .card { padding: 26px 30px; } .sign h1 { font-size: 20px; margin: 0 0 6px; }
.sign .field { margin: 12px 0; } .sign .word { display: flex; justify-content: center; gap: 8px; margin-bottom: 18px; font-weight: 700; font-size: 18px; color: var(--brand-dark); }
.sign label.pick { display: flex; gap: 10px; padding: 9px 12px; margin: 6px 0; border: 1px solid var(--line); border-radius: 4px; }
@media (max-width: 1000px) { .body { grid-template-columns: 58px minmax(0, 1fr); } .side a { padding: 10px 19px; } .side a span, .side a.sub { display: none; } .split { grid-template-columns: 186px minmax(0, 1fr); } .top .find { max-width: 200px; } }
@media (max-width: 640px) { .split { grid-template-columns: minmax(0, 1fr); } .head .do, .top .find { display: none; } }
`;
