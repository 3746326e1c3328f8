/** What is used here of Trusted Types (W3C); browsers that know nothing of them need nothing of them. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): {
    createScriptURL(address: string): unknown;
  };
}

const trustedTypes = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;

const policy = trustedTypes?.createPolicy('ct-sandbox', {
  createScriptURL: (address) => {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError('a script of another place');
    return address;
  },
});

/**
 * The address of one of the page's own scripts, as a browser takes it that trusts no text
 * (`require-trusted-types-for`). Vite gives a worker's address for `import address from './worker.ts?worker&url'`.
 */
export function trustedAddress(address: string): URL {
  // Whatever it is in this browser, whoever takes an address of a script takes it.
  return (policy ? policy.createScriptURL(address) : address) as URL;
}
