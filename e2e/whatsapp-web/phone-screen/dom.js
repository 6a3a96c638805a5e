/** Small things for drawing. */

export const $ = (id) => document.getElementById(id);

export const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

export const timeOf = (instant) => new Date(instant).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

/** Runs what a person asked for; what goes wrong is told in a line below. */
export const attempt = (work) => async (event) => {
  event?.preventDefault();
  try {
    await work(event);
    $("problem").hidden = true;
  } catch (error) {
    $("problem").textContent = `That did not work: ${error.message}.`;
    $("problem").hidden = false;
  }
};

/**
 * Draws a list anew only when what it shows has changed: a button that is replaced between the press and the release of
 * a finger is never clicked.
 */
const drawn = new Map();
export function drawWhenChanged(id, content, draw) {
  const key = JSON.stringify(content);
  if (drawn.get(id) === key) return false;
  drawn.set(id, key);
  $(id).replaceChildren(...draw());
  return true;
}

/** Asks in a dialog; resolves to its fields, or to undefined when it was given up. */
export function ask(id, values = {}) {
  const dialog = $(id);
  const form = dialog.querySelector("form");
  form.reset();
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () =>
      resolve(dialog.returnValue === "done" ? Object.fromEntries(new FormData(form).entries()) : undefined);
  });
}
