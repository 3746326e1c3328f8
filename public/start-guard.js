// Says so where the page does not start: nothing is to stay "Starting…". A classic script with nothing of the page's own
// in it, since it has to run where the page's modules cannot be had: opened from a file, offline, after an update.
(() => {
  const show = (sentence) => {
    const fault = document.getElementById('start-fault');
    if (!fault || document.documentElement.dataset.started === 'true') return;
    document.getElementById('start-fault-text').textContent = sentence;
    fault.hidden = false;
    // Buttons that do nothing.
    document.getElementById('page').hidden = true;
  };
  window.showStartFault = show;

  let failed = null;
  const fail = (sentence) => {
    failed ??= sentence;
    if (document.readyState !== 'loading') show(failed);
  };
  if (location.protocol === 'file:') {
    fail(
      'This page cannot run from a file, because browsers load its parts only from a server. Publish its folder, or run “npm run preview” and open the address it prints.',
    );
  }
  // Of scripts and styles that cannot be had; such errors do not bubble.
  window.addEventListener(
    'error',
    ({ target, message }) => {
      if (target instanceof HTMLScriptElement || target instanceof HTMLLinkElement) {
        fail(
          'A part of this page could not be loaded: the server does not answer, or has a newer version of the page.',
        );
      } else if (target === window && /syntax/i.test(message ?? '')) {
        fail('This browser is too old for this page: it does not support the JavaScript that the page uses.');
      }
    },
    true,
  );
  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('start-again')?.addEventListener('click', () => location.reload());
    if (failed !== null) show(failed);
  });
})();
