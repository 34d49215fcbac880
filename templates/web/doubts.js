// Keys for the pages of doubts. Without this script every form and link works all the same.
"use strict";
(() => {
  const by = id => document.getElementById(id);
  const form = by("decide");
  const circles = form ? [...form.querySelectorAll("input[name=letter]")] : [];
  const choices = form ? [...form.querySelectorAll("input[name=choice]")] : [];
  let sent = false;

  document.addEventListener("submit", event => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => { sent = false; });

  const label = () => {
    if (!circles.length) return;
    const chosen = circles.filter(one => one.checked).map(one => one.value);
    const first = circles.filter(one => one.defaultChecked).map(one => one.value);
    const same = chosen.join() === first.join();
    by("save-text").textContent = `${same ? "Accept" : "Save"} ${chosen.join(" ") || "blank"}`;
    form.classList.toggle("many", chosen.length > Number(form.dataset.takes));
  };
  const submit = button => { if (button) form.requestSubmit(button); };
  const circle = letter => circles.find(one => one.value === letter);
  const follow = id => { const link = by(id); if (link) link.click(); };

  const plain = {
    "0": () => submit(by("blank")), "Backspace": () => submit(by("blank")), "X": () => submit(by("invalid")), "I": () => submit(by("invalid")),
    "U": () => { if (by("undo")) by("undo").requestSubmit(); },
    "N": () => follow("next"), "ArrowRight": () => follow("next"), "P": () => follow("previous"), "ArrowLeft": () => follow("previous"),
    "R": () => { const why = by("why"); if (why) { why.closest("details").open = true; why.focus(); } },
    "/": () => { const field = by("find") || by("typed"); if (field) { field.focus(); field.select(); } },
    "?": () => { const keys = by("keys"); if (keys) { keys.open = !keys.open; keys.querySelector("summary").focus(); } },
  };

  const press = (key, shift, target) => {
    const letter = key.length === 1 ? key.toUpperCase() : key;
    if (circle(letter)) {
      if (shift) circles.forEach(one => { one.checked = one.value === letter; });
      else circle(letter).checked = !circle(letter).checked;
      label();
      if (shift) submit(by("save"));
      return true;
    }
    if (choices.length && /^[1-9]$/.test(key)) {
      const one = choices[Number(key) - 1];
      if (one) { one.click(); one.focus(); }
      return true;
    }
    if (key === "Enter" && !target.closest("a, button, summary")) {
      if (form) submit(by("save"));
      else { const link = document.querySelector("[data-enter]"); if (link) link.click(); }
      return true;
    }
    if (plain[letter] && !(letter === "ArrowRight" || letter === "ArrowLeft" ? target.closest("input[type=radio], .scan") : false)) {
      plain[letter]();
      return true;
    }
    return false;
  };

  document.addEventListener("keydown", event => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (target.matches("input[type=text], input[type=search]")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (press(event.key, event.shiftKey, target)) event.preventDefault();
  });
  circles.forEach(one => one.addEventListener("change", label));
  const typed = by("typed");
  if (typed && choices.length) {
    choices.forEach(one => one.addEventListener("change", () => { typed.value = ""; }));
    typed.addEventListener("input", () => choices.forEach(one => { one.checked = false; }));
  }
  label();
})();
