// Menus close by Escape and by a click elsewhere; error summaries take the focus; one click, one post.
const openMenus = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', event => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  }
  if (event.key === '/' && !event.target.closest('input, textarea, select')) {
    event.preventDefault();
    document.getElementById('search')?.focus();
  }
});

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  event.submitter?.classList.add('btn-loading');
});

addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('.btn-loading')) button.classList.remove('btn-loading');
});

document.querySelector('[data-focus]')?.focus();

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});
