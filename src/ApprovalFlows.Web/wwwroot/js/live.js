// Keeps the number beside the inbox right while the page is open: <span data-live-count="address">.
const badges = [...document.querySelectorAll('[data-live-count]')];
const spoken = document.querySelector('[data-live-text]');
const retryMilliseconds = 30_000;
const most = 999;

function show(count) {
  const text = count > most ? `${most}+` : String(count);
  const isNew = badges.some(badge => !badge.hidden && badge.textContent !== text);
  for (const badge of badges) {
    badge.textContent = text;
    badge.hidden = count === 0;
  }
  // Said only when it changes: a page that opens has been announced already.
  if (isNew && spoken) spoken.textContent = spoken.dataset.liveText.replace('{0}', text);
}

function listen() {
  const stream = new EventSource(badges[0].dataset.liveCount);
  stream.addEventListener('count', event => show(Number(event.data)));
  stream.addEventListener('error', () => {
    // The browser comes back by itself after a break, but not after a refusal.
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(listen, retryMilliseconds);
  });
  addEventListener('pagehide', () => stream.close(), { once: true });
}

if (badges.length > 0) listen();
addEventListener('pageshow', event => {
  if (event.persisted && badges.length > 0) listen();
});
