// Keeps the numbers of the page right while it is open, all from one stream: tasks beside the inbox
// (<span data-live-count>) and unread messages in the head (<a data-live-unread>).
const source = document.querySelector('[data-live]');
const tasks = [...document.querySelectorAll('[data-live-count]')];
const messages = document.querySelector('[data-live-unread]');
const retryMilliseconds = 30_000;
const most = 999;
const mostMessages = 99;
let unread = null;

// Said only when it changes: a page that opens has been announced already.
function say(sentence, text) {
  source.textContent = sentence.replace('{0}', text);
}

function showTasks(count) {
  const text = count > most ? `${most}+` : String(count);
  const isNew = tasks.some(badge => !badge.hidden && badge.textContent !== text);
  for (const badge of tasks) {
    badge.textContent = text;
    badge.hidden = count === 0;
  }
  if (isNew) say(source.dataset.liveText, text);
}

function showUnread(count) {
  if (!messages) return;
  const badge = messages.querySelector('.badge-count');
  badge.textContent = count > mostMessages ? `${mostMessages}+` : String(count);
  badge.hidden = count === 0;
  const words = source.dataset.liveUnreadText.replace('{0}', String(count));
  messages.setAttribute('aria-label', words);
  messages.title = words;
  if (unread !== null && count > unread) say(words, '');
  unread = count;
}

function listen() {
  const stream = new EventSource(source.dataset.live);
  stream.addEventListener('count', event => showTasks(Number(event.data)));
  stream.addEventListener('unread', event => showUnread(Number(event.data)));
  stream.addEventListener('error', () => {
    // The browser comes back by itself after a break, but not after a refusal.
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(listen, retryMilliseconds);
  });
  addEventListener('pagehide', () => stream.close(), { once: true });
}

if (source) listen();
addEventListener('pageshow', event => {
  if (event.persisted && source) listen();
});
