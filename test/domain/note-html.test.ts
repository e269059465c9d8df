import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasFormatting, htmlToText, textToHtml } from '@/lib/domain/note-html';
import { computedMs } from '../computed-ms';

describe('note text and HTML', () => {
  it('text becomes paragraphs and lines, and comes back', () => {
    expect(textToHtml('One\nTwo\n\n\nThree & <b>')).toBe('<p>One<br>Two</p><p>Three &amp; &lt;b&gt;</p>');
    expect(htmlToText('<p>One<br>Two</p><p>Three &amp; &lt;b&gt;</p>')).toBe('One\nTwo\n\nThree & <b>');
    expect(textToHtml('  \n ')).toBe('');
  });

  it('any text comes back with its lines', () => {
    const line = fc
      .string()
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter(Boolean);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        expect(htmlToText(textToHtml(lines.join('\n')))).toBe(lines.join('\n'));
      }),
    );
  });

  it('text that only looks like a tag or entity is not lost', () => {
    expect(htmlToText('a < b and c > d')).toBe('a < b and c > d');
    expect(htmlToText(textToHtml('type &lt; to write <'))).toBe('type &lt; to write <');
  });

  it('script, style and comments say nothing; lists keep their items', () => {
    expect(htmlToText('<style>p{}</style><ul><li>Ein</li><li>Zwei</li></ul><script>alert(1)</script><!-- x -->')).toBe('• Ein\n• Zwei');
    expect(htmlToText('<p>5&nbsp;&euro; &#8211; &#x2014; &unknown; &#0;</p>')).toBe('5\u00a0€ – — &unknown; &#0;');
  });

  it('says when plain text would lose formatting', () => {
    expect(hasFormatting('<p>Plain<br/>text</p><div>more</div>')).toBe(false);
    for (const html of ['<b>x</b>', '<a href="x">y</a>', '<ul><li>z</li></ul>', '<IMG src=x>']) expect(hasFormatting(html)).toBe(true);
  });

  it('a megabyte of hostile markup takes no time', () => {
    for (const html of [
      '<'.repeat(1_000_000),
      '<p '.repeat(300_000),
      '<script>'.repeat(120_000),
      '&#'.repeat(400_000),
      '<!--'.repeat(200_000),
    ]) {
      const start = computedMs();
      htmlToText(html);
      hasFormatting(html);
      expect(computedMs() - start).toBeLessThan(1_500);
    }
  });
});
