// The inbox by keyboard: j/k move, Enter opens, c claims, a/r/x open to decide, s selects, ? explains.
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

// The task page reads the key from its address and chooses the outcome that belongs to it.
function decide(key) {
  const link = current()?.querySelector('a');
  if (link) location.assign(`${link.getAttribute('href')}#${key}`);
}

const boxes = () => [...document.querySelectorAll('input[form="batch"]')];

function tell() {
  const form = document.querySelector('[data-batch]');
  if (!form) return;
  const count = boxes().filter(box => box.checked).length;
  const text = form.querySelector('[data-selected-text]');
  text.dataset.none ??= text.textContent;
  text.textContent = count === 0 ? text.dataset.none : text.dataset.selectedText.replace('{0}', count);
  const all = form.querySelector('[data-select-all]');
  all.hidden = false;
  all.querySelector('input').checked = count > 0 && count === boxes().length;
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  o: () => current()?.querySelector('a').click(),
  c: () => current()?.querySelector('[data-claim]')?.click(),
  s: () => current()?.querySelector('input[form="batch"]')?.click(),
  a: () => decide('a'),
  r: () => decide('r'),
  x: () => decide('x'),
  '?': () => {
    const help = document.querySelector('details[data-keys]');
    help.open = !help.open;
    if (help.open) help.querySelector('summary').focus();
  },
};

document.addEventListener('keydown', event => {
  const isTyping = event.target.closest('input:not([type="checkbox"]), textarea, select');
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

document.addEventListener('change', event => {
  const all = event.target.closest('[data-select-all]');
  if (all) for (const box of boxes()) box.checked = event.target.checked;
  if (all || event.target.matches('input[form="batch"]')) tell();
});

document.addEventListener('htmx:afterSettle', tell);
tell();
