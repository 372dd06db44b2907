/**
 * The proxy that the environment names for an address, by curl's rules: `http_proxy`/`https_proxy`, then the names in
 * capitals; `no_proxy` lists hosts (`example.org`, with all below it; `host:port`; `*`) to reach directly.
 *
 * @returns The proxy's address, or undefined where none is to be used.
 */
export function proxyFor(address: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const url = new URL(address);
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name];
  const proxy = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (!proxy || isExempt(url, read('NO_PROXY') ?? '')) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isExempt({hostname, port, protocol}: URL, exemptions: string): boolean {
  const portNumber = port || (protocol === 'https:' ? '443' : '80');
  return exemptions.split(/[\s,]+/).some(exemption => {
    if (exemption === '*') return true;
    const [, domain = '', exemptPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(exemption.toLowerCase()) ?? [];
    if (domain === '' || (exemptPort !== undefined && exemptPort !== portNumber)) return false;
    return hostname === domain || hostname.endsWith(`.${domain}`);
  });
}
