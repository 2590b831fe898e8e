// Saves a form as a draft a little after the last change: <form data-draft="address">.
const pauseMilliseconds = 1500;

for (const form of document.querySelectorAll('form[data-draft]')) {
  const status = form.querySelector('[data-draft-status]');
  let timer;
  let isSaving = false;
  let isDirty = false;

  const save = async () => {
    if (isSaving) return;
    isSaving = true;
    isDirty = false;
    status.textContent = status.dataset.saving;
    try {
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: data });
      if (!answer.ok) throw new Error(answer.statusText);
      status.textContent = (await answer.json()).text;
      status.classList.remove('field-error');
    } catch {
      status.textContent = status.dataset.failed;
      status.classList.add('field-error');
    } finally {
      isSaving = false;
      if (isDirty) plan();
    }
  };

  const plan = () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, pauseMilliseconds);
  };

  form.addEventListener('input', event => {
    if (event.target.type !== 'file') plan();
  });
  form.addEventListener('submit', () => clearTimeout(timer));
}
