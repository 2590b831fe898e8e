// A task by keyboard: c claims, a/r/x choose an outcome; they never send it.
const keys = {
  a: ['approve', 'accept', 'issue'],
  r: ['return'],
  x: ['refuse', 'notAccept'],
};

const card = document.querySelector('[data-decision]');

function insert(phrase) {
  const opinion = card.querySelector('textarea[name="opinion"]');
  opinion.value = opinion.value ? `${opinion.value}\n${phrase}` : phrase;
  opinion.dispatchEvent(new Event('input', { bubbles: true }));
  opinion.focus();
}

document.addEventListener('click', event => {
  const phrase = event.target.closest('[data-phrase]');
  if (phrase) insert(phrase.dataset.phrase);
  if (!event.target.closest('[data-phrase-insert]')) return;
  event.preventDefault();
  const choice = card.querySelector('[data-phrase-choice]');
  if (choice.value) insert(choice.value);
});

function choose(key) {
  for (const outcome of keys[key] ?? []) {
    const choice = card?.querySelector(`input[name="outcome"][value="${outcome}"]`);
    if (!choice) continue;
    choice.checked = true;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    card.querySelector('textarea[name="opinion"]').focus();
    return true;
  }
  return false;
}

// From the inbox by a/r/x: chosen, never sent.
if (location.hash.length === 2) choose(location.hash.slice(1));

document.addEventListener('keydown', event => {
  const isTyping = event.target.closest('textarea, select, input:not([type="radio"])');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'c') document.querySelector('[data-claim]')?.click();
  if (choose(event.key)) event.preventDefault();
});
