// Shows one element of Studio and turns what it asks to be opened into our own addresses.
const host = document.getElementById('studio');
const { element: name, idAttribute, id, token } = host.dataset;
const endpoint = `${location.origin}/elsa/api`;
const refreshMinutes = 60;

const flowAddress = flow => `/studio/flows/${encodeURIComponent(flow)}`;
const instanceAddress = instance => `/studio/instances/${encodeURIComponent(instance)}`;
const open = address => window.top.location.assign(address);

const addresses = [
  [/workflows\/definitions\/([^/?]+)\/edit/, flowAddress],
  [/workflows\/instances\/([^/?]+)\/view/, instanceAddress],
  [/diagnostics\/structured-logs\?(?:.*&)?workflowInstanceId=([^&]+)/i, run => `/instances/${run}`],
];

function ownAddress(url) {
  for (const [pattern, address] of addresses) {
    const found = pattern.exec(String(url ?? ''));
    if (found) return address(decodeURIComponent(found[1]));
  }
  return null;
}

// The lists keep their page and their search in the query of this frame; a reload is one of the page around it.
function mirrorQuery() {
  if (id || window.parent === window) return;
  const { history: outer, location: address } = window.parent;
  outer.replaceState(outer.state, '', address.pathname + location.search);
}

// After "Run" and "Save as" Studio only rewrites the address of this frame.
for (const method of ['pushState', 'replaceState']) {
  const original = history[method].bind(history);
  history[method] = (state, title, url) => {
    const own = ownAddress(url);
    if (own) {
      open(own);
      return;
    }
    original(state, title, url);
    mirrorQuery();
  };
}
addEventListener('popstate', mirrorQuery);

// Its links lead to addresses of Elsa's own host.
document.addEventListener('click', event => {
  const link = event.composedPath().find(node => node instanceof HTMLAnchorElement);
  const own = ownAddress(link?.getAttribute('href'));
  if (!own) return;
  link.href = own;
  link.target = '_top';
}, true);

// Studio posts the next save before the last is answered; the header it has for tenants tells them apart from
// those of another tab.
const tab = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

function connect(target, accessToken) {
  target.setAttribute('tenant-id-header-name', 'X-Designer-Tab');
  target.setAttribute('tenant-id', tab);
  target.setAttribute('remote-endpoint', endpoint);
  target.setAttribute('access-token', accessToken);
}

await customElements.whenDefined(name);
const screen = document.createElement(name);
connect(screen, token);
if (idAttribute && id) screen.setAttribute(idAttribute, id);
screen.editWorkflowDefinition = flow => open(flowAddress(flow));
screen.viewWorkflowInstance = instance => open(instanceAddress(instance));
host.append(screen);

setInterval(async () => {
  const answer = await fetch('/studio/token', { headers: { Accept: 'application/json' } });
  if (!answer.ok || answer.redirected) return;
  const provider = document.createElement('elsa-backend-provider');
  connect(provider, (await answer.json()).token);
  document.body.append(provider);
}, refreshMinutes * 60_000);
