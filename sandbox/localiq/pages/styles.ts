// The look of the marketing lead inbox: one style sheet, served inline, nothing from elsewhere.

/** Style sheet of every page of the lead inbox. */
export const styles = `
:root { --ink: #23212e; --soft: #6d6a7c; --line: #e4e2ec; --wash: #f7f6fa; --brand: #5b2bd0; --deep: #2b1464; --hot: #e0356f; }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.5 "Inter", "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--wash); }
a { color: var(--brand); text-decoration: none; } a:hover { text-decoration: underline; }
button, input, select, textarea { font: inherit; color: inherit; }
.top { display: flex; align-items: stretch; gap: 22px; height: 56px; padding: 0 22px; background: #fff; border-bottom: 1px solid var(--line); }
.top .word { display: flex; align-items: center; gap: 9px; font-size: 17px; font-weight: 800; letter-spacing: -.01em; color: var(--deep); }
.top .word:hover, .top nav a:hover { text-decoration: none; }
.top .word i { width: 24px; height: 24px; border-radius: 7px 7px 7px 2px; background: linear-gradient(135deg, var(--hot), var(--brand)); }
.top nav { display: flex; gap: 4px; }
.top nav a { display: flex; align-items: center; gap: 7px; padding: 0 13px; color: #4a4759; border-bottom: 3px solid transparent; border-top: 3px solid transparent; }
.top nav a svg { width: 17px; height: 17px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.top nav a[aria-current] { color: var(--brand); font-weight: 600; border-bottom-color: var(--brand); }
.top .me { display: flex; align-items: center; gap: 10px; margin-left: auto; text-align: right; font-size: 12px; line-height: 1.3; white-space: nowrap; }
.top .me b { display: block; font-size: 13px; } .top .me a { color: var(--soft); }
.face { display: grid; place-items: center; flex: none; width: 34px; height: 34px; border-radius: 50%; background: #ebe4fb; color: var(--brand); font-weight: 700; font-size: 12px; }
.face.big { width: 64px; height: 64px; font-size: 22px; }
.wrap { max-width: 1240px; min-height: calc(100vh - 56px); margin: 0 auto; padding: 18px 22px 0; display: flex; flex-direction: column; }
.wrap > main, .wrap > .split { flex: 1; }
.account { display: flex; gap: 10px; align-items: center; margin: 0 0 12px; font-size: 12px; color: var(--soft); }
.account b { color: var(--ink); }
h1 { margin: 0; font-size: 22px; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 0 0 10px; font-size: 14px; } h3 { margin: 0; font-size: 16px; }
.cols { display: grid; grid-template-columns: minmax(270px, 340px) minmax(0, 1fr); gap: 18px; align-items: start; }
.card { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px; min-width: 0; margin-bottom: 16px; }
.who { display: flex; flex-direction: column; align-items: center; gap: 6px; text-align: center; margin-bottom: 14px; padding-bottom: 14px; border-bottom: 1px solid var(--line); }
.quiet { color: var(--soft); font-size: 13px; margin: 0; } .small { font-size: 12px; color: var(--soft); }
.pill { display: inline-block; white-space: nowrap; padding: 2px 10px; border-radius: 11px; font-size: 12px; background: #efeaf9; color: #4b2aa0; }
.pill.green { background: #e2f5ea; color: #17663b; } .pill.hot { background: #fde8ef; color: #a81c50; } .pill.grey { background: #eeedf2; color: #565366; }
dl { display: grid; grid-template-columns: fit-content(92px) minmax(0, 1fr); gap: 8px 10px; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
p.line { margin: 0 0 8px; overflow-wrap: anywhere; }
.tags { display: flex; flex-wrap: wrap; gap: 6px; }
.event { display: grid; grid-template-columns: 34px minmax(0, 1fr) auto; gap: 4px 12px; padding: 13px 0; border-bottom: 1px solid var(--line); }
.event:first-of-type { padding-top: 2px; } .event:last-child { border: 0; padding-bottom: 0; }
.event .icon { display: grid; place-items: center; width: 34px; height: 34px; border-radius: 9px; background: #efeaf9; color: var(--brand); }
.event .icon svg { width: 17px; height: 17px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.event p { margin: 2px 0 0; overflow-wrap: anywhere; }
.log { display: flex; flex-direction: column; gap: 10px; } .log div { max-width: 78%; padding: 9px 13px; border-radius: 12px; background: #f1eff6; overflow-wrap: anywhere; }
.log div.out { align-self: flex-end; background: #e8defc; } .log small { display: block; color: var(--soft); font-size: 11px; }
.bar { display: flex; gap: 12px; align-items: center; margin-bottom: 14px; } .bar .do { margin-left: auto; display: flex; gap: 8px; }
.button { padding: 7px 15px; border: 1px solid var(--line); border-radius: 18px; background: #fff; color: #3d3a4b; cursor: pointer; white-space: nowrap; } .button.main-one { background: var(--brand); border-color: var(--brand); color: #fff; }
.split { display: grid; grid-template-columns: 290px minmax(0, 1fr); gap: 18px; align-items: start; }
.split .cols { grid-template-columns: minmax(0, 1fr); }
.picker { background: #fff; border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.picker h2 { margin: 0; padding: 13px 16px; border-bottom: 1px solid var(--line); }
.picker a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 8px; padding: 9px 16px; color: inherit; border-bottom: 1px solid #f0eef5; }
.picker a span, .picker a small { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .picker a span { font-weight: 600; } .picker a small { color: var(--soft); }
.picker a:hover { text-decoration: none; background: var(--wash); } .picker a[aria-current] { background: #f2ecfd; box-shadow: inset 3px 0 var(--brand); }
table { width: 100%; border-collapse: collapse; font-size: 13px; } th { text-align: left; font-size: 12px; color: var(--soft); } th, td { padding: 9px 8px; border-bottom: 1px solid #eeecf3; overflow-wrap: anywhere; } td.short { white-space: nowrap; } tr:last-child td { border: 0; }
form.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 13px 18px; }
.field label { display: block; margin-bottom: 4px; font-size: 12px; font-weight: 600; color: #4a4759; }
.field input, .field select, .field textarea { width: 100%; padding: 8px 11px; border: 1px solid #cfccdb; border-radius: 8px; background: #fff; } .field input:focus { outline: 2px solid #c9b6f4; border-color: var(--brand); }
.empty { display: grid; place-items: center; min-height: 320px; color: var(--soft); }
.ghost { height: 13px; margin: 11px 0; border-radius: 6px; background: linear-gradient(90deg, #eeecf3, #f8f7fb, #eeecf3); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 16px; } .tile b { display: block; font-size: 26px; }
.foot { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-top: 22px; padding: 13px 0 16px; border-top: 1px solid var(--line); font-size: 12px; color: var(--soft); }
.m7k { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: 20px 24px; margin-bottom: 16px; } .m7k .q1 { font-size: 22px; font-weight: 700; } .m7k .q2 { color: var(--soft); } .m7k .q3 { display: flex; flex-wrap: wrap; gap: 8px 42px; margin-top: 14px; font-size: 15px; }
.sign { max-width: 400px; margin: 9vh auto; padding: 0 16px; } .sign .word { display: flex; justify-content: center; align-items: center; gap: 9px; font-size: 22px; font-weight: 800; color: var(--deep); margin-bottom: 18px; } .sign .field { margin: 13px 0; } .sign .card { padding: 26px 30px; }
.sign .word i { width: 28px; height: 28px; border-radius: 8px 8px 8px 2px; background: linear-gradient(135deg, var(--hot), var(--brand)); }
.hero { padding: 80px 22px; text-align: center; color: #fff; background: linear-gradient(135deg, var(--deep), var(--brand)); } .hero h1 { font-size: 40px; } .hero a { color: #fff; text-decoration: underline; }
.prose { max-width: 720px; margin: 0 auto; padding: 30px 22px; }
@media (max-width: 1000px) { .cols { grid-template-columns: minmax(240px, 290px) minmax(0, 1fr); } .top nav a span { display: none; } .split { grid-template-columns: 220px minmax(0, 1fr); } }
@media (max-width: 640px) { .cols, .split { grid-template-columns: minmax(0, 1fr); } .top .me div { display: none; } }
`;
