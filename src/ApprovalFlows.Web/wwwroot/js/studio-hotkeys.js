// Studio writes this object by an inline script, which our content policy does not allow.
window.editorHotkeys = (() => {
  let listener = null;
  return {
    register(editor) {
      this.dispose();
      listener = event => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
        event.preventDefault();
        editor.invokeMethodAsync(event.shiftKey ? 'OnHotKeysCtrlShiftS' : 'OnHotKeysCtrlS');
      };
      document.addEventListener('keydown', listener);
    },
    dispose() {
      if (listener) document.removeEventListener('keydown', listener);
      listener = null;
    },
  };
})();

// Dates follow the language of the page; Studio reads this before it starts.
const cultures = { 'zh-CN': 'zh-CN', vi: 'vi-VN', en: 'en-US' };
localStorage.setItem(
  'BlazorCulture',
  cultures[document.getElementById('studio').dataset.culture] ?? 'en-US');
