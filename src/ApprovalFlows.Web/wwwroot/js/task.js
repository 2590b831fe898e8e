// A task by keyboard: c claims, a/r/x choose an outcome; they never send it.
const keys = {
  a: ['approve', 'accept', 'issue'],
  r: ['return'],
  x: ['refuse', 'notAccept'],
};

const card = document.querySelector('[data-decision]');

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
  for (const outcome of keys[event.key] ?? []) {
    const choice = card?.querySelector(`input[name="outcome"][value="${outcome}"]`);
    if (!choice) continue;
    event.preventDefault();
    choice.checked = true;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    card.querySelector('textarea[name="opinion"]').focus();
  }
});
