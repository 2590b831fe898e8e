// A list of boxes: tick all that are shown, filter by text, count: <fieldset data-ticks data-ticked="{0} ticked">.
for (const list of document.querySelectorAll('[data-ticks]')) {
  const all = list.querySelector('[data-ticks-all]');
  const filter = list.querySelector('[data-ticks-filter]');
  const rows = [...list.querySelectorAll('li')];
  const shown = () => rows.filter(row => !row.hidden);
  const boxOf = row => row.querySelector('input');

  const tell = () => {
    const count = rows.filter(row => boxOf(row).checked).length;
    list.querySelector('[data-ticks-count]').textContent = list.dataset.ticked.replace('{0}', count);
    all.checked = shown().length > 0 && shown().every(row => boxOf(row).checked);
  };

  all.addEventListener('change', () => {
    for (const row of shown()) boxOf(row).checked = all.checked;
    tell();
  });
  filter.addEventListener('input', () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    tell();
  });
  // Enter would press the first button of the form.
  filter.addEventListener('keydown', event => {
    if (event.key === 'Enter') event.preventDefault();
  });
  list.addEventListener('change', tell);
  list.querySelector('[data-ticks-bar]').hidden = false;
  tell();
}
