// Adds and removes rows of a list field without a round trip: <fieldset data-rows>.
// Rows are named name[0].column; the row template holds __index__ in their place.
function renumber(list) {
  [...list.querySelectorAll('[data-row]')].forEach((row, index) => {
    for (const element of row.querySelectorAll('[name],[id],[for]')) {
      for (const attribute of ['name', 'id', 'for', 'aria-describedby']) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(/\[(\d+|__index__)\]/, `[${index}]`));
      }
      if (element.dataset.rowRemove !== undefined) {
        element.value = element.value.replace(/:(\d+|__index__)$/, `:${index}`);
      }
    }
    const number = row.querySelector('[data-row-number]');
    if (number) number.textContent = index + 1;
  });
  const count = list.querySelectorAll('[data-row]').length;
  for (const button of list.querySelectorAll('[data-row-remove]')) button.hidden = count === 1;
  list.querySelector('[data-row-add]').hidden = count >= Number(list.dataset.rowsMax);
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-row-add], [data-row-remove]');
  if (!button) return;
  event.preventDefault();
  const list = button.closest('[data-rows]');
  if (button.matches('[data-row-add]')) {
    const row = list.querySelector('template').content.firstElementChild.cloneNode(true);
    list.querySelector('[data-rows-body]').append(row);
    renumber(list);
    row.querySelector('input, select, textarea')?.focus();
  } else {
    button.closest('[data-row]').remove();
    renumber(list);
    list.querySelector('[data-row-add]').focus();
  }
  list.closest('form').dispatchEvent(new Event('input', { bubbles: true }));
});
