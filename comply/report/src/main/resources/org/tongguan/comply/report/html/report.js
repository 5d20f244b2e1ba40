'use strict';
(() => {
  const items = [...document.querySelectorAll('.item')];
  const groups = [...document.querySelectorAll('.group')];
  const search = document.getElementById('search');
  const classOf = document.getElementById('class');
  const buttons = [...document.querySelectorAll('.tools button[data-verdict]')];
  const shown = document.getElementById('shown');
  const texts = new Map();
  const text = item => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
    const verdicts = buttons.filter(b => b.getAttribute('aria-pressed') === 'true').map(b => b.dataset.verdict);
    let count = 0;
    for (const item of items) {
      const keep = (verdicts.length === 0 || verdicts.includes(item.dataset.verdict))
        && (classOf.value === '' || classOf.value === item.dataset.class)
        && words.every(word => text(item).includes(word));
      item.hidden = !keep;
      if (keep) count++;
    }
    for (const group of groups) group.hidden = !group.querySelector('.item:not([hidden])');
    shown.textContent = count + ' / ' + items.length + ' 项';
  };
  let timer = 0;
  search.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  classOf.addEventListener('change', apply);
  for (const button of buttons) {
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
      apply();
    });
  }
  const open = () => {
    const item = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (item && item.classList.contains('item')) { item.hidden = false; item.open = true; }
    const folds = [];
    for (let at = item && item.parentElement; at; at = at.parentElement) if (at.matches('details:not([open])')) folds.push(at);
    for (const fold of folds) fold.open = true;
    if (folds.length) item.scrollIntoView();
  };
  addEventListener('hashchange', open);
  addEventListener('beforeprint', () => { for (const group of groups) group.hidden = false; });
  open();
  apply();
})();
