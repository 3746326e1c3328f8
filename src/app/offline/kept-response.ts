/**
 * What isolates a page from others, so that its CPU threads may share memory (HTML, "cross-origin isolation"): on the page
 * itself and on its workers' scripts. A server that cannot send them is stood in for.
 */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

/** They are of the bytes that were sent, or of who asked. */
const OF_THE_WAY = ['Content-Encoding', 'Content-Length', 'Transfer-Encoding', 'Vary'];

/** What a server has answered, as it is to be kept and given to the page, whatever the server has redirected; `null` for anything but a file. */
export function keptResponse(response: Response): Response | null {
  if (response.status !== 200) return null;
  const headers = new Headers(response.headers);
  for (const name of OF_THE_WAY) headers.delete(name);
  for (const [name, value] of Object.entries(ISOLATION)) if (!headers.has(name)) headers.set(name, value);
  return new Response(response.body, { status: 200, headers });
}
