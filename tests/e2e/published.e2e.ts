// The files as they are published, fetched without a browser.

import { expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { pageOrigin } from './support/page.ts';

/** Only what the page needs to run, from its own place; nothing that text could become a script by. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "worker-src 'self'; manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'; trusted-types ct-sandbox";

test('the page carries its security policy, in the server’s headers and by itself', async () => {
  const response = await fetch(pageOrigin);
  expect(response.headers.get('content-security-policy')).toBe(POLICY);
  const html = await response.text();
  const [, inPage] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
  expect(inPage?.replaceAll('&#39;', "'")).toBe(POLICY);
  // It holds for what comes after it.
  expect(html.indexOf('<meta http-equiv')).toBeLessThan(html.search(/<(script|link|style)/));
  expect(html).not.toMatch(/<script>|<style|\sstyle=|\son\w+=/);
  // Browsers look for it in the first 1024 bytes.
  expect(html.indexOf('charset=')).toBeLessThan(900);
});

test('the licences of everything in the page, its workers and its WebAssembly stand beside it', async () => {
  const text = await (await fetch(`${pageOrigin}/third-party-notices.txt`)).text();
  const named = Array.from(text.matchAll(/^(\S+) [\d.]+ \([^)]+\)$/gm), ([, name]) => name);
  // All but what the headless command alone has, and the compiler whose library is in the WebAssembly.
  const inPage = Object.keys(packageFile.dependencies).filter((name) => name !== 'webgpu');
  expect(inPage.length).toBeGreaterThan(3);
  expect(named).toEqual(expect.arrayContaining([...inPage, 'assemblyscript']));
  expect(text).toContain('Copyright (c) 2019 George Michael Brower');
  expect(text).toContain('Apache License');
  // Of what was compiled into a package.
  expect(text).toContain('Universite catholique de Louvain (UCL)');
  // Of a package that only workers have, and that says so in its readme.
  expect(text).toContain('Copyright Fedor Indutny, 2017');
});
