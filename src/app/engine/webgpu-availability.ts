/** How a browser can be brought to show its WebGPU, where it hides it. */
interface BrowserHint {
  readonly matches: (agent: string) => boolean;
  readonly hint: string;
}

// In this order: Edge calls itself Chrome too, and Chrome calls itself Safari.
const HINTS: readonly BrowserHint[] = [
  {
    matches: (agent) => /Firefox\//.test(agent),
    hint: 'in Firefox, the setting dom.webgpu.enabled in about:config turns it on',
  },
  {
    matches: (agent) => /Edg\//.test(agent),
    hint: 'in Edge, edge://flags/#enable-unsafe-webgpu turns it on where it is hidden',
  },
  {
    matches: (agent) => /Chrom(e|ium)\//.test(agent),
    hint: 'in Chrome, chrome://flags/#enable-unsafe-webgpu turns it on where it is hidden (on Linux also #enable-vulkan)',
  },
  {
    matches: (agent) => /Version\/(1\d|2[0-5])(\.\d+)* .*Safari\//.test(agent),
    hint: 'in Safari before version 26, Settings → Feature Flags → WebGPU turns it on',
  },
];

function hintFor(agent: string): string | null {
  return HINTS.find(({ matches }) => matches(agent))?.hint ?? null;
}

/** Why there is no WebGPU in this browser, in one calm line. */
export function whyNoWebGpu(agent: string, isSecureContext: boolean, found: 'nothing' | 'no adapter'): string {
  if (found === 'nothing' && !isSecureContext) {
    return 'Computing on the CPU: browsers offer WebGPU only to pages opened over https or from localhost.';
  }
  const hint = hintFor(agent);
  const why =
    found === 'nothing'
      ? 'this browser does not support WebGPU'
      : 'this browser supports WebGPU but found no GPU it can use';
  return `Computing on the CPU: ${why}${hint ? `; ${hint}` : ''}.`;
}
