// Runs before the first paint: a page that follows the system must not flash white.
(() => {
  const page = document.documentElement;
  if (page.dataset.theme !== 'auto') return;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => { page.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
  dark.addEventListener('change', follow);
  follow();
})();
