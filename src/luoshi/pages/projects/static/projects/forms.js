// Forms of the project pages: long lists become lists to type in.

for (const select of document.querySelectorAll("select[data-choose]")) {
  if (window.TomSelect && !select.disabled) new window.TomSelect(select, { maxOptions: 500 });
}
