// Served beside the page and loaded before it: notes what goes wrong, and what the page hands out for saving.

/** @type {{ complaints: string[], saved: { name: string, blob: Blob }[] }} */
const watch = { complaints: [], saved: [] };
Reflect.set(window, 'otherBrowsers', watch);

/** @param {unknown} what */
const complain = (what) => watch.complaints.push(String(what).slice(0, 300));
addEventListener(
  'error',
  (event) => {
    const { localName, src, href, rel } = /** @type {Partial<HTMLImageElement & HTMLLinkElement>} */ (
      event.target ?? {}
    );
    // A hint, at which Firefox stumbles where the module is there already. One that is not there fails where it is imported.
    if (rel === 'modulepreload') return;
    complain(`error: ${event.message ?? `${localName} did not load: ${src ?? href}`}`);
  },
  true,
);
addEventListener('unhandledrejection', (event) => complain(`unhandled: ${event.reason}`));
addEventListener('securitypolicyviolation', (event) =>
  complain(`refused by the security policy: ${event.effectiveDirective} ${event.blockedURI}`),
);
for (const level of /** @type {const} */ (['error', 'warn'])) {
  // biome-ignore lint/suspicious/noConsole: what the page says is what is watched
  const say = console[level].bind(console);
  console[level] = (...words) => {
    complain(`console.${level}: ${words.join(' ')}`);
    say(...words);
  };
}

// What is saved is kept instead of being handed to a browser's downloads.
/** @type {Map<string, Blob>} */
const blobs = new Map();
const createObjectURL = URL.createObjectURL.bind(URL);
URL.createObjectURL = (blob) => {
  const address = createObjectURL(blob);
  if (blob instanceof Blob) blobs.set(address, blob);
  return address;
};
const click = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  const blob = this.download && blobs.get(this.href);
  if (blob) watch.saved.push({ name: this.download, blob });
  else click.call(this);
};
