// Shows one element of Studio and turns what it asks to be opened into our own addresses.
const host = document.getElementById('studio');
const { element: name, idAttribute, id, token } = host.dataset;
const endpoint = `${location.origin}/elsa/api`;
const refreshMinutes = 60;

const open = path => window.top.location.assign(`/studio${path}`);
const openFlow = flow => open(`/flows/${encodeURIComponent(flow)}`);
const openInstance = instance => open(`/instances/${encodeURIComponent(instance)}`);

const addresses = [
  [/workflows\/definitions\/([^/?]+)\/edit/, openFlow],
  [/workflows\/instances\/([^/?]+)\/view/, openInstance],
];

function follow(url) {
  for (const [pattern, go] of addresses) {
    const found = pattern.exec(String(url));
    if (found) {
      go(decodeURIComponent(found[1]));
      return true;
    }
  }
  return false;
}

// After "Run" and "Save as" Studio only rewrites the address of this frame.
for (const method of ['pushState', 'replaceState']) {
  const original = history[method].bind(history);
  history[method] = (state, title, url) => {
    if (!url || !follow(url)) original(state, title, url);
  };
}

document.addEventListener('click', event => {
  const link = event.composedPath().find(node => node instanceof HTMLAnchorElement);
  if (link && follow(link.getAttribute('href') ?? '')) event.preventDefault();
}, true);

function connect(target, accessToken) {
  target.setAttribute('remote-endpoint', endpoint);
  target.setAttribute('access-token', accessToken);
}

await customElements.whenDefined(name);
const screen = document.createElement(name);
connect(screen, token);
if (idAttribute && id) screen.setAttribute(idAttribute, id);
screen.editWorkflowDefinition = openFlow;
screen.viewWorkflowInstance = openInstance;
host.append(screen);

setInterval(async () => {
  const answer = await fetch('/studio/token', { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const provider = document.createElement('elsa-backend-provider');
  connect(provider, (await answer.json()).token);
  document.body.append(provider);
}, refreshMinutes * 60_000);
