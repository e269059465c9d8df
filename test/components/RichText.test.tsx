// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { RichText } from '@/components/RichText';
import { loadSanitiser } from '@/components/sanitiser';
import { expectAccessible } from './axe';

const show = async (html: string) => {
  await loadSanitiser();
  return render(<RichText html={html} lines={100} />).container;
};

describe('text from outside', () => {
  it('is plain text until the sanitiser is there, then formatted', async () => {
    // Other files may have loaded it before.
    vi.resetModules();
    const { RichText: Fresh } = await import('@/components/RichText');
    const { container } = render(<Fresh html="<p>Plan <b>B</b></p>" lines={8} />);
    expect(container.textContent).toBe('Plan B');
    expect(container.querySelector('b')).toBeNull();
    await waitFor(() => expect(container.querySelector('b')?.textContent).toBe('B'));
    await expectAccessible();
  });

  it.each([
    '<img src=x onerror="window.hacked=1">',
    '<script>window.hacked=1</script>',
    '<svg onload="window.hacked=1"><script>window.hacked=1</script></svg>',
    '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
    '<math><mtext><table><mglyph><style><img src=x onerror="window.hacked=1">',
    '<form action="https://evil.example"><input name=x><button formaction="javascript:1">x</button></form>',
    '<a href="javascript:window.hacked=1">x</a><a href="data:text/html,x">y</a><a href=" java\nscript:alert(1)">z</a>',
    '<div style="background:url(https://evil.example/x)" class="panel" id="panel" onclick="window.hacked=1">x</div>',
    '<video poster="https://evil.example/x"><source src="https://evil.example/y"></video><object data="x"></object><embed src=x>',
    '<link rel=stylesheet href="https://evil.example/x"><base href="https://evil.example"><meta http-equiv=refresh content=0>',
    '<img srcset="https://evil.example/x 2x" src="https://evil.example/x"><picture><source srcset="https://evil.example/x"></picture>',
    '<table background="https://evil.example/x"><td background="https://evil.example/y">x</td></table>',
  ])('%s is inert and loads nothing', async (html) => {
    const container = await show(html);
    const allowed = /^(?:href|alt|dir|colspan|rowspan|start|target|rel|class)$/;
    for (const element of container.querySelectorAll('.rich-text div[dir] *')) {
      expect(
        element.matches('script, style, iframe, object, embed, form, input, button, link, meta, base, svg, math, img, video, source'),
      ).toBe(false);
      expect([...element.attributes].map((one) => one.name).filter((name) => !allowed.test(name))).toEqual([]);
    }
    expect(container.querySelector('.rich-text .panel, #panel, [style*=url], a[href^="java"], a[href^="data"]')).toBeNull();
    expect('hacked' in window).toBe(false);
  });

  it('pictures leave their words, headings do not stand beside the panel’s own, links open elsewhere', async () => {
    const container = await show('<h1>Top</h1><img src="https://x.example/a.png" alt="Site plan"><a href="https://x.example">x</a>');
    expect(container.textContent).toContain('Picture not loaded: Site plan');
    expect(screen.queryByRole('heading')).toBeNull();
    const link = screen.getByRole('link', { name: 'x' });
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer']);
    await expectAccessible();
  });

  it('text that only looks like markup is shown as it is', async () => {
    expect((await show('a < b, 5 > 4 & so on')).textContent).toBe('a < b, 5 > 4 & so on');
  });

  it('a long text is folded and can be opened', async () => {
    const { container } = render(<RichText html={'word '.repeat(210_000)} lines={4} />);
    expect((container.textContent ?? '').length).toBeLessThan(5_000);
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect((container.textContent ?? '').length).toBeGreaterThan(1_000_000);
    await userEvent.click(screen.getByRole('button', { name: 'Show less' }));
  });
});
