// Sends a chosen file at once, with progress. Without this script the file goes with the form.
// <div data-upload="address" data-name="hidden field" data-too-large data-failed data-max-bytes>
const token = () => document.querySelector('input[name="__RequestVerificationToken"]')?.value;

function show(box, text, isError) {
  const status = box.querySelector('[data-upload-status]');
  status.textContent = text;
  status.classList.toggle('field-error', Boolean(isError));
}

function finish(box, answer) {
  box.querySelector('progress').hidden = true;
  const line = box.querySelector('template').content.firstElementChild.cloneNode(true);
  line.querySelector('input').value = answer.id;
  const link = line.querySelector('a');
  link.textContent = answer.fileName;
  link.href = answer.address;
  line.querySelector('[data-size]').textContent = answer.sizeText;
  const list = box.querySelector('[data-upload-list]');
  if (!box.hasAttribute('data-many')) list.replaceChildren();
  list.append(line);
  show(box, '', false);
  list.closest('form').dispatchEvent(new Event('input', { bubbles: true }));
}

function explain(request, box) {
  try {
    return JSON.parse(request.responseText).detail ?? box.dataset.failed;
  } catch {
    return box.dataset.failed;
  }
}

function send(box, file) {
  const progress = box.querySelector('progress');
  const request = new XMLHttpRequest();
  const data = new FormData();
  data.append('file', file);
  request.open('POST', box.dataset.upload);
  request.setRequestHeader('X-CSRF-TOKEN', token());
  request.upload.addEventListener('progress', event => {
    progress.value = event.total ? event.loaded / event.total : 0;
    show(box, `${file.name} ${Math.round(progress.value * 100)}%`, false);
  });
  const fail = () => {
    progress.hidden = true;
    show(box, explain(request, box), true);
  };
  request.addEventListener('error', fail);
  request.addEventListener('load', () => {
    if (request.status === 200 || request.status === 201) finish(box, JSON.parse(request.responseText));
    else fail();
  });
  progress.hidden = false;
  progress.value = 0;
  request.send(data);
}

document.addEventListener('change', event => {
  const box = event.target.closest('[data-upload]');
  if (!box || event.target.type !== 'file') return;
  for (const file of event.target.files) {
    if (file.size > Number(box.dataset.maxBytes)) show(box, box.dataset.tooLarge, true);
    else send(box, file);
  }
  event.target.value = '';
});

document.addEventListener('click', event => {
  const remove = event.target.closest('[data-upload-remove]');
  if (!remove) return;
  event.preventDefault();
  const form = remove.closest('form');
  remove.closest('li').remove();
  form.dispatchEvent(new Event('input', { bubbles: true }));
});
