// Small ways to make and change elements. What is already right is left alone, so that focus, selection and screen readers stay where they are.

export const byId = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name in element && name !== "role") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}

/** Rows of cells; a cell is a text or { text, class, title, fill, label, action }: with a bar, or a button that acts. */
export function setRows(body, rows) {
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((cells, at) => {
    const row = body.rows[at] ?? body.insertRow();
    while (row.cells.length > cells.length) row.deleteCell(-1);
    cells.forEach((cell, column) => setCell(row.cells[column] ?? row.insertCell(), cell));
  });
}

function setCell(cell, content) {
  const { text, class: name = "", title = "", fill, label, action } = typeof content === "string" ? { text: content } : content;
  if (cell.className !== name) cell.className = name;
  if (cell.title !== title) cell.title = title;
  if (action) {
    if (!cell.firstElementChild) cell.replaceChildren(make("button", { type: "button", class: "quiet small" }));
    setText(cell.firstElementChild, text);
    cell.firstElementChild.setAttribute("aria-label", label);
    cell.firstElementChild.onclick = action;
    return;
  }
  if (fill === undefined) {
    setText(cell, text);
    return;
  }
  if (!cell.firstElementChild) {
    const bar = make("span", { class: "bar" }, make("span"));
    bar.setAttribute("role", "meter");
    bar.setAttribute("aria-valuemin", "0");
    bar.setAttribute("aria-valuemax", "100");
    cell.replaceChildren(bar, document.createTextNode(""));
  }
  setBar(cell.firstElementChild, fill, label);
  if (cell.lastChild.data !== text) cell.lastChild.data = text;
}

function setBar(bar, fill, label) {
  const percent = Math.round(fill * 100);
  bar.setAttribute("aria-valuenow", String(percent));
  bar.setAttribute("aria-label", label);
  bar.firstElementChild.style.width = `${percent}%`;
}
