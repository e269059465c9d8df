// Where events may go: public https addresses only.
import { describe, expect, it } from 'vitest';
import { checkDeliveryAddress } from '@/lib/domain/delivery-address';

describe('a delivery URL', () => {
  it.each([
    ['https://intake.example-automation.test/hooks/lockstep', 'https://intake.example-automation.test/hooks/lockstep'],
    ['  https://hooks.example.com/a?key=1#part ', 'https://hooks.example.com/a?key=1'],
    ['https://HOOKS.example.com:8443/', 'https://hooks.example.com:8443/'],
    ['https://203.0.114.7/x', 'https://203.0.114.7/x'],
    ['https://8.8.8.8', 'https://8.8.8.8/'],
    ['https://172.15.0.1/', 'https://172.15.0.1/'],
    ['https://172.32.0.1/', 'https://172.32.0.1/'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
    ['https://münchen.example/', 'https://xn--mnchen-3ya.example/'],
    ['https://localhost.example.com/', 'https://localhost.example.com/'],
  ])('%s is taken', (entered, url) => {
    expect(checkDeliveryAddress(entered)).toEqual({ url });
  });

  it.each([
    ['', 'Enter'],
    ['hooks.example.com', 'not an address'],
    ['https://', 'not an address'],
    ['https://exa mple.com', 'not an address'],
    ['http://hooks.example.com/', 'https'],
    ['ftp://hooks.example.com/', 'https'],
    ['javascript:alert(1)', 'https'],
    ['file:///etc/passwd', 'https'],
    ['data:text/html,x', 'https'],
    ['https://user:pass@hooks.example.com/', 'Authorization header'],
    ['https://user@hooks.example.com/', 'Authorization header'],
    ['https://hooks.example.com@10.0.0.1/', 'Authorization header'],
    ...[
      'localhost',
      'localhost.',
      'LOCALHOST',
      'a.localhost',
      'printer',
      'printer.local',
      'nas.home.arpa',
      'app.internal',
      'x.lan',
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '100.127.255.255',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '192.0.2.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '255.255.255.255',
      '127.0.0.1.',
      '１２７.0.0.1',
      '[::1]',
      '[::]',
      '[fe80::1]',
      '[fc00::1]',
      '[fd12:3456::1]',
      '[ff02::1]',
      '[::ffff:10.0.0.1]',
      '[::ffff:7f00:1]',
      '[64:ff9b::10.0.0.1]',
      '[2002:a00:1::]',
      '[2001:db8::1]',
      '[2001::1]',
    ].map((host) => [`https://${host}/hook`, 'private network']),
  ])('%s is refused', (entered, words) => {
    const { url, problem } = checkDeliveryAddress(entered ?? '');
    expect(url).toBeUndefined();
    expect(problem).toContain(words);
  });
});
