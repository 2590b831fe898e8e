// A task by keyboard: c claims, a/r/x choose an outcome (they never send it), ? explains.
// Return shows its list of items only when it is chosen.
const keys = {
  a: ['approve', 'accept', 'issue'],
  r: ['return'],
  x: ['refuse', 'notAccept'],
};

const card = document.querySelector('[data-decision]');

function showItems() {
  const chosen = card?.querySelector('input[name="outcome"]:checked')?.value;
  const items = card?.querySelector('[data-return-items]');
  if (items) items.hidden = chosen !== 'return';
}

card?.addEventListener('change', showItems);
showItems();

document.addEventListener('click', event => {
  const phrase = event.target.closest('[data-phrase]');
  if (!phrase) return;
  const opinion = card.querySelector('textarea[name="opinion"]');
  opinion.value = opinion.value ? `${opinion.value}\n${phrase.dataset.phrase}` : phrase.dataset.phrase;
  opinion.focus();
});

document.addEventListener('keydown', event => {
  const isTyping = event.target.closest('textarea, select, input:not([type="radio"])');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'c') document.querySelector('[data-claim]')?.click();
  if (event.key === '?') {
    const help = document.querySelector('details[data-keys]');
    if (help) help.open = !help.open;
  }
  for (const outcome of keys[event.key] ?? []) {
    const choice = card?.querySelector(`input[name="outcome"][value="${outcome}"]`);
    if (!choice) continue;
    event.preventDefault();
    choice.checked = true;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    card.querySelector('textarea[name="opinion"]').focus();
  }
});
