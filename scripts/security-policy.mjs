// What the page may do in a browser (Content Security Policy, level 3): load and run its own files, show pictures that
// it made itself, and nothing else. A fault in it, or a file made to deceive it, can then reach no other place.

/** The one name under which addresses of scripts are trusted: `src/app/shell/trusted-address.ts`. */
const TRUSTED_TYPES_POLICY = 'ct-sandbox';

/** @type {Readonly<Record<string, readonly string[]>>} */
const PUBLISHED = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': [TRUSTED_TYPES_POLICY],
};

// Vite's own client, which the published page does not have: it puts style sheets into the page as elements, hears of
// changes by a web socket, waits for a restarted server in a worker made of a string, and shows errors as HTML.
/** @type {Readonly<Record<string, readonly string[] | null>>} */
const IN_DEVELOPMENT = {
  'style-src': ["'self'", "'unsafe-inline'"],
  'worker-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'require-trusted-types-for': null,
  'trusted-types': null,
};

/** @param {Readonly<Record<string, readonly string[] | null>>} directives */
function policyText(directives) {
  return Object.entries(directives)
    .flatMap(([name, sources]) => (sources ? [`${name} ${sources.join(' ')}`] : []))
    .join('; ');
}

/** The policy of the page as it is published. */
export const PUBLISHED_POLICY = policyText(PUBLISHED);
/** The policy of the development server, as near to it as the server's own client allows. */
export const DEVELOPMENT_POLICY = policyText({ ...PUBLISHED, ...IN_DEVELOPMENT });

/**
 * Writes the policy into the built page, so that it holds on any server.
 *
 * @returns {import('vite').Plugin}
 */
export function securityPolicy() {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PUBLISHED_POLICY },
        // Before anything that it is to hold for.
        injectTo: 'head-prepend',
      },
    ],
  };
}
