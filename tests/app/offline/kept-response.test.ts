import { describe, expect, test } from 'vitest';
import { keptResponse } from '../../../src/app/offline/kept-response.ts';

describe('what is kept of a server’s answer', () => {
  test('is its text and its type, isolated, and nothing of the way that it came', async () => {
    const headers = { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip', 'Content-Length': '7', Vary: 'Origin' };
    const kept = keptResponse(new Response('<title>', { headers }))!;
    expect(await kept.text()).toBe('<title>');
    expect(Object.fromEntries(kept.headers)).toEqual({
      'content-type': 'text/html',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test('says what the server says itself', () => {
    const headers = {
      'Cross-Origin-Embedder-Policy': 'credentialless',
      'Content-Security-Policy': "default-src 'none'",
    };
    const kept = keptResponse(new Response('', { headers }))!;
    expect(kept.headers.get('cross-origin-embedder-policy')).toBe('credentialless');
    expect(kept.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(kept.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  test.each([404, 206, 503])('is nothing where it answers %i', (status) => {
    expect(keptResponse(new Response('not the file', { status }))).toBeNull();
  });
});
