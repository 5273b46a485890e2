// What only the browser can do: send files, mark cells, and keep the keyboard where it is.
const laboratory = {
  most: 1000000,

  // Send files one by one; the last one has the server read them all.
  async send(files, token, kind) {
    const chosen = [...files].slice(0, 6);
    for (const [k, file] of chosen.entries()) {
      const last = k === chosen.length - 1 ? 1 : 0;
      const query = new URLSearchParams({ kind, name: file.name, last, first: k === 0 ? 1 : 0 });
      const body = file.size > laboratory.most ? file.slice(0, laboratory.most + 1) : file;
      await fetch(`file/${token}?${query}`, { method: "POST", body });
    }
    for (const field of document.querySelectorAll("input[type=file]")) field.value = "";
  },

  // Show that something is held over an area.
  over(event, on) {
    event.currentTarget.classList.toggle("over", on);
  },

  // Mark the cells of a grid in which something is wrong; `faults` are texts by place.
  mark(grid, faults) {
    for (const cell of grid.querySelectorAll("input")) {
      const told = faults[cell.dataset.at];
      const note = cell.nextElementSibling;
      cell.toggleAttribute("aria-invalid", Boolean(told));
      if (told) cell.setAttribute("aria-invalid", "true");
      note.textContent = told || "";
      note.hidden = !told;
    }
  },

  // Put the keyboard into a cell.
  visit(at) {
    const cell = document.querySelector(`input[data-at="${CSS.escape(at)}"]`);
    if (cell) {
      cell.scrollIntoView({ block: "center", inline: "center" });
      cell.focus();
    }
  },
};
