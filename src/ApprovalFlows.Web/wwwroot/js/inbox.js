// The inbox by keyboard: j/k move, Enter opens, c claims, ? explains.
const rows = () => [...document.querySelectorAll('[data-task-row]')];
const current = () => document.querySelector('[data-task-row].is-current');

function select(row) {
  current()?.classList.remove('is-current');
  row.classList.add('is-current');
  row.querySelector('a').focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

function move(step) {
  const all = rows();
  const next = all[all.indexOf(current()) + step] ?? (current() ? null : all[0]);
  if (next) select(next);
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  o: () => current()?.querySelector('a').click(),
  c: () => current()?.querySelector('[data-claim]')?.click(),
  '?': () => {
    const help = document.querySelector('details[data-keys]');
    help.open = !help.open;
    if (help.open) help.querySelector('summary').focus();
  },
};

document.addEventListener('keydown', event => {
  const isTyping = event.target.closest('input, textarea, select');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = actions[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener('focusin', event => {
  const row = event.target.closest('[data-task-row]');
  if (row && row !== current()) {
    current()?.classList.remove('is-current');
    row.classList.add('is-current');
  }
});
