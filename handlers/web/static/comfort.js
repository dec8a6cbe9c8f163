// Comfort only: every page works without this file. Saves a form while it is written, counts characters, copies a
// text, fills quick picks, and keeps an open request up to date.
"use strict";

const ASK_EVERY = 3000;
const SAVE_AFTER = 1500;
const PAUSE = 2000;
const NO_CONNECTION = "Geen verbinding. Je tekst staat er nog. Probeer opnieuw.";

function autosave(form) {
  const said = form.querySelector("[data-saved]");
  let timer = 0, changed = false, lost = false, busy = 0, sentAt = -PAUSE, queue = Promise.resolve(true);
  // Gives whether the server was reached; what it then thinks of the form is for the page after sending.
  async function save() {
    const body = new URLSearchParams(new FormData(form));
    changed = false;
    let answer;
    try { answer = await fetch(form.dataset.autosave, { method: "POST", body }); }
    catch { changed = lost = true; said.textContent = NO_CONNECTION; return false; }
    lost = false;
    if (answer.status === 401) { said.textContent = "Je was te lang weg. Druk op Verder: je tekst gaat mee."; return true; }
    if (!answer.ok) { changed = true; said.textContent = NO_CONNECTION; return true; }
    const kept = await answer.json();
    form.elements.draft.value = kept.draft;
    said.textContent = [kept.saved, ...Object.values(kept.refused)].join(" · ");
    return true;
  }
  function saveNow() {
    busy += 1;
    queue = queue.then(save).catch(() => true).finally(() => { busy -= 1; });
    return queue;
  }
  // After a mistake the page is the answer to a form: going back to it, the browser would ask to send it again.
  function leaveAddress() {
    const draft = form.elements.draft.value;
    history.replaceState(null, "", location.pathname + (draft && `?draft=${encodeURIComponent(draft)}`));
  }
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(saveNow, SAVE_AFTER);
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (performance.now() - sentAt < PAUSE) { event.preventDefault(); return; } // an impatient finger
    // Without a connection the browser shows a page of its own, and going back from there gives the form as it was
    // last saved: send only once it is. While the first save is under way, sending would leave a second draft behind.
    const unsure = (changed && lost) || !navigator.onLine, first = busy && !form.elements.draft.value;
    if (!unsure && !first) { sentAt = performance.now(); leaveAddress(); return; }
    event.preventDefault();
    const submitter = event.submitter, reached = await (unsure ? saveNow() : queue);
    if (reached && performance.now() - sentAt >= PAUSE) { lost = false; changed = false; form.requestSubmit(submitter); }
  });
}

// Any other form, when there is no connection at all: what was typed would be gone with the page.
function hold(event) {
  const form = event.target;
  if (navigator.onLine || form.method !== "post" || form.dataset.autosave) return;
  event.preventDefault();
  const said = form.querySelector(".offline") ?? form.appendChild(document.createElement("p"));
  said.className = "offline error";
  said.setAttribute("role", "alert");
  said.textContent = NO_CONNECTION;
}

function count(area) {
  const most = Number(area.dataset.most);
  if (!most) return;
  const left = document.createElement("p");
  left.className = "muted";
  left.setAttribute("aria-live", "polite");
  area.after(left);
  const show = () => {
    const rest = most - [...area.value].length;
    left.textContent = rest < 0 ? `${-rest} tekens te veel` : rest < most / 5 ? `nog ${rest} tekens` : "";
  };
  area.addEventListener("input", show);
  show();
}

function copier(block) {
  const said = block.querySelector("[role=status]");
  block.hidden = false;
  block.querySelector("button").addEventListener("click", async () => {
    const text = document.getElementById(block.dataset.copy).textContent.trim();
    try { await navigator.clipboard.writeText(text); said.textContent = "Gekopieerd."; }
    catch { said.textContent = "Kopiëren lukt hier niet. Selecteer de tekst."; }
  });
}

function pick(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    for (const [id, value] of [["route", "route"], ["who", "who"], ["expected_days", "days"]])
      document.getElementById(id).value = link.dataset[value];
    document.getElementById(link.dataset.who ? "expected_days" : "who").focus();
  });
}

// How to find a control again after its part was renewed: by its id, or by where it leads.
function nameOf(control) {
  if (control.id) return `#${CSS.escape(control.id)}`;
  if (control.matches("a[href]")) return `a[href=${JSON.stringify(control.getAttribute("href"))}]`;
  return control.form ? `form[action=${JSON.stringify(control.form.getAttribute("action"))}] button` : "";
}

function watch(parts) {
  const address = `/aanvragen/${parts.dataset.number}`;
  let known = parts.dataset.version, tag = `"${known}"`;
  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${address}/versie`, { headers: { "If-None-Match": tag }, cache: "no-store" });
      if (answer.status === 401 || answer.status === 404) { clearInterval(timer); return; }
      if (answer.status !== 200) return;
      tag = answer.headers.get("ETag");
      const { version } = await answer.json();
      if (String(version) === known) return;
      await renew(String(version));
    } catch { /* no connection: ask again in a while */ }
  }
  async function renew(version) {
    const answer = await fetch(`${address}/delen`, { cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    // What somebody is typing, and where the focus is, survives the change.
    const typed = [...parts.querySelectorAll("textarea")].map((area) => [area.id, area.value]);
    const active = document.activeElement, at = active?.selectionStart, within = parts.contains(active);
    const name = within ? nameOf(active) : "";
    parts.replaceChildren(...fresh.childNodes);
    for (const [id, value] of typed) { const area = document.getElementById(id); if (area) area.value = value; }
    parts.querySelectorAll("textarea").forEach(count);
    const again = within && ((name && parts.querySelector(name)) || document.getElementById("inhoud"));
    if (again) { again.focus({ preventScroll: true }); if (at != null) again.setSelectionRange?.(at, at); }
    known = version;
    document.getElementById("veranderd").textContent = "Deze aanvraag is bijgewerkt.";
  }
  const timer = setInterval(ask, ASK_EVERY);
  document.addEventListener("visibilitychange", ask);
}

document.querySelectorAll("form[data-autosave]").forEach(autosave);
document.addEventListener("submit", hold);
document.querySelectorAll("textarea[data-most]").forEach(count);
document.querySelectorAll("[data-copy]").forEach(copier);
document.querySelectorAll("[data-pick]").forEach(pick);
document.querySelectorAll("#delen").forEach(watch);
document.getElementById("problemen")?.focus();
