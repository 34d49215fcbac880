// Turns the paper into a desk to sit at: a clock, answers kept in this browser at once, a file of answers at the end.
// It knows what is printed and nothing more; there is no key in this page.
"use strict";
(() => {
  const root = document.documentElement;
  const { copy, minutes, count } = document.body.dataset;
  const total = Number(minutes) * 60, questions = Number(count);
  const store = "examwright/" + copy, clock = store + "/clock";
  const find = (id) => document.getElementById(id);
  const articles = [...document.querySelectorAll(".question")];
  const fresh = () => ({ name: "", started: 0, elapsed: 0, over: "", at: 1, answers: {}, flags: {}, struck: {}, view: "one", keys: true });
  let state = fresh(), kept = true, cells = [], ticked = performance.now(), warned = Infinity;

  // Storage: every change is written at once, on top of what is there, so that two tabs never undo each other's answers.
  const stored = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const renew = (own = { at: state.at }) => {
    if (kept) state = { ...fresh(), ...(stored(store) || state), ...own }; // each tab stays at its own question
    state.elapsed = Math.max(state.elapsed, Number(stored(clock)) || 0);
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      kept = true;
    } catch {
      kept = false;
    }
  };
  const two = (value) => String(value).padStart(2, "0");
  const keep = (quietly) => {
    const now = new Date(), saved = find("saved");
    write(store, state);
    saved.classList.toggle("failed", !kept);
    if (!kept) saved.textContent = "Not kept: save a file";
    else if (!quietly) saved.textContent = `Saved ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  };

  // The clock counts from the time of the start, and never backwards where the machine's clock is put back.
  const elapsed = () => (state.over ? state.elapsed : Math.max(state.elapsed, (Date.now() - state.started) / 1000));
  const left = () => Math.max(0, Math.ceil(total - elapsed()));
  const clockText = (seconds) => `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const put = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };
  const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const tick = () => {
    const now = performance.now(), open = state.started && !state.over;
    if (open) state.elapsed = Math.max(state.elapsed + Math.min(now - ticked, 2000) / 1000, elapsed());
    ticked = now;
    const seconds = state.started ? left() : total;
    put(find("clock"), clockText(seconds));
    find("clock").classList.toggle("soon", Boolean(open) && seconds <= 600);
    if (!open) return;
    if (kept && Math.floor(state.elapsed) % 15 === 0) write(clock, Math.floor(state.elapsed));
    for (const mark of [10, 5]) {
      if (seconds <= mark * 60 && warned > mark && total > mark * 60) {
        warned = mark;
        put(find("spoken"), seconds > mark * 60 - 60 ? `${mark} minutes left` : "");
      }
    }
    pace();
    if (seconds === 0) end("time");
  };
  const pace = () => {
    const used = state.elapsed / 60, plan = (Number(minutes) * answered()) / questions, off = Math.round(used - plan), seconds = left();
    const soon = seconds <= 600 ? `${many(Math.ceil(seconds / 60), "minute")} left` : "";
    put(find("pace-title"), soon || (Math.abs(off) <= 2 ? "On pace" : `${many(Math.abs(off), "minute")} ${off > 0 ? "behind" : "ahead"}`));
    put(find("pace"), `By now ${many(Math.floor(used), "minute")}; the plan says ${Math.round(plan)}.`);
  };

  // What each question stands at: "", "part" (fewer or more than it asks for, or a letter in two rows) or "done".
  const standing = (number) => {
    const answer = state.answers[number] || "", { select, rows } = articles[number - 1].dataset;
    if (!answer.trim()) return "";
    if (Number(rows)) return byRow(answer).size < Number(rows) || twice(answer).length ? "part" : "done";
    return Number(select) && answer.length !== Number(select) ? "part" : "done";
  };
  // Letters by row: `1C 2A` as written into the file.
  const byRow = (answer) => new Map([...answer.matchAll(/(\d+)([A-Z])/g)].map(([, row, letter]) => [row, letter]));
  const twice = (answer) => {
    const letters = [...byRow(answer).values()];
    return [...new Set(letters.filter((letter, at) => letters.indexOf(letter) !== at))];
  };
  const numbers = articles.map((_, at) => at + 1);
  const answered = () => numbers.filter((number) => standing(number) === "done").length;
  const flagged = () => numbers.filter((number) => state.flags[number]);
  const inputs = (number) => [...articles[number - 1].querySelectorAll("input")];
  const selects = (number) => [...articles[number - 1].querySelectorAll("select")];
  const letterInput = (number, letter) => inputs(number).find((input) => input.value === letter && input.type !== "text");

  const showQuestion = (number) => {
    const article = articles[number - 1], answer = state.answers[number] || "", struck = state.struck[number] || "", locked = Boolean(state.over);
    for (const input of inputs(number)) {
      if (input.type === "text") {
        if (input.value !== answer) input.value = answer;
      } else input.checked = answer.includes(input.value);
      input.disabled = locked;
    }
    selects(number).forEach((select, at) => {
      select.value = byRow(answer).get(String(at + 1)) || "";
      select.disabled = locked;
    });
    for (const button of article.querySelectorAll(".strike")) {
      const out = struck.includes(button.textContent);
      button.setAttribute("aria-pressed", out);
      button.disabled = locked;
      button.parentElement.classList.toggle("struck", out);
    }
    const flag = article.querySelector(".flag"), asked = Number(article.dataset.select);
    flag.setAttribute("aria-pressed", Boolean(state.flags[number]));
    flag.disabled = locked;
    put(flag.querySelector(".label"), state.flags[number] ? "Flagged" : "Flag for review");
    if (asked) {
      const note = article.querySelector(".chosen");
      put(note, `${answer.length} of ${asked} chosen`);
      note.classList.toggle("many", answer.length > asked);
    }
    if (selects(number).length) {
      const note = article.querySelector(".chosen"), often = twice(answer);
      put(note, often.length ? `${often.join(" and ")} ${often.length > 1 ? "stand" : "stands"} twice` : `${byRow(answer).size} of ${selects(number).length} chosen`);
      note.classList.toggle("many", often.length > 0);
    }
    const cell = cells[number - 1], stands = standing(number), current = number === state.at;
    cell.className = `${stands}${state.flags[number] ? " flagged" : ""}`;
    cell.setAttribute("aria-label", `Question ${number}${{ done: ", answered", part: ", partly answered" }[stands] || ""}${state.flags[number] ? ", flagged" : ""}`);
    if (current) cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
    article.classList.toggle("current", current);
    const stem = find(`q${number}s`);
    if (stem.scrollWidth > stem.clientWidth) stem.tabIndex = 0; // a wide table on a phone is scrolled, with keys, too
    else stem.removeAttribute("tabindex");
  };
  const showAll = () => {
    root.dataset.state = state.over ? "over" : state.started ? "open" : "start";
    root.dataset.view = state.view;
    numbers.forEach(showQuestion);
    tally();
    find("view").textContent = state.view === "one" ? "Show all questions" : "One question at a time";
    find("over").hidden = !state.over;
    find("review").hidden = Boolean(state.over);
    find("over-title").textContent = state.over === "time" ? "Time is up" : "Finished";
    find("keys").checked = state.keys;
    if (find("name").value !== state.name) find("name").value = state.name;
    steps();
  };
  const tally = () => {
    const done = answered(), flags = flagged().length;
    put(find("tally"), `${done} answered · ${flags} flagged · ${questions - done} to go`);
    find("progress").setAttribute("aria-valuenow", done);
    find("progress").firstElementChild.style.width = `${(100 * done) / questions}%`;
  };
  const steps = () => {
    find("previous").disabled = state.at === 1;
    find("next").disabled = state.at === questions;
  };

  // What the candidate does
  const changed = (number) => {
    keep();
    showQuestion(number);
    tally();
    if (state.started && !state.over) pace();
  };
  const answer = (number, value) => {
    renew();
    if (state.over) return;
    if (value) state.answers[number] = value;
    else delete state.answers[number];
    changed(number);
  };
  const choose = (number, letter) => {
    const input = letterInput(number, letter);
    if (!input || input.disabled) return;
    input.checked = !input.checked;
    read(number, letter);
    input.focus();
  };
  const read = (number, letter) => {
    const chosen = inputs(number).filter((input) => input.checked).map((input) => input.value).join("");
    renew();
    if (state.struck[number] && chosen.includes(letter)) {
      state.struck[number] = state.struck[number].replace(letter, "");
      keep(true);
    }
    answer(number, chosen);
  };
  const readRows = (number) => {
    const chosen = selects(number).map((select, at) => (select.value ? `${at + 1}${select.value}` : "")).filter(Boolean).join(" ");
    renew();
    answer(number, chosen);
  };
  const strike = (number, letter) => {
    renew();
    if (state.over || !letterInput(number, letter)) return;
    const struck = state.struck[number] || "", out = !struck.includes(letter);
    state.struck[number] = out ? struck + letter : struck.replace(letter, "");
    const given = state.answers[number] || "";
    if (out && given.includes(letter)) state.answers[number] = given.replace(letter, "");
    if (!state.answers[number]) delete state.answers[number];
    changed(number);
  };
  const flag = (number) => {
    renew();
    if (state.over) return;
    state.flags[number] = !state.flags[number];
    changed(number);
  };
  const go = (number) => {
    if (number < 1 || number > questions) return;
    renew();
    const before = articles.findIndex((article) => article.classList.contains("current")) + 1;
    state.at = number;
    keep(true);
    if (before) showQuestion(before);
    showQuestion(number);
    steps();
    const title = articles[number - 1].querySelector("h2");
    if (state.view === "all") articles[number - 1].scrollIntoView();
    else window.scrollTo(0, 0);
    title.focus({ preventScroll: true });
  };
  const end = (why) => {
    renew();
    if (state.over) return showAll();
    state.elapsed = elapsed();
    state.over = why;
    keep();
    if (find("summary").open) find("summary").close();
    showAll();
    window.scrollTo(0, 0);
    find("over").focus();
  };

  // The file: RFC 4180, one row; letters as printed (`1C 2A` where there are rows), numbers as written.
  const field = (text) => (/^[A-Za-z0-9.-]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);
  const file = () => {
    const rows = [["candidate", "copy", ...numbers.map(String)], [state.name, copy, ...numbers.map((number) => state.answers[number] || "")]];
    return rows.map((row) => row.map(field).join(",") + "\r\n").join("");
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file()], { type: "text/csv;charset=utf-8" }));
    link.download = `answers-${copy}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    put(find("spoken"), `Answers saved as ${link.download}`);
  };

  const review = () => {
    const text = find("summary-text"), of = (test) => numbers.filter(test);
    const lists = [
      ["Not answered", of((number) => !standing(number))],
      ["More or fewer chosen than asked for", of((number) => standing(number) === "part")],
      ["Flagged", flagged()],
    ];
    text.replaceChildren();
    const say = (words) => {
      const line = document.createElement("p");
      line.textContent = words;
      text.append(line);
    };
    say(`${answered()} of ${questions} answered, ${clockText(left())} left.`);
    for (const [title, found] of lists) {
      if (!found.length) continue;
      const line = document.createElement("div");
      line.className = "jumps";
      say(title);
      for (const number of found) {
        const jump = document.createElement("button");
        jump.type = "button";
        jump.className = "jump";
        jump.textContent = number;
        jump.setAttribute("aria-label", `Go to question ${number}`);
        jump.addEventListener("click", () => {
          find("summary").close();
          go(number);
        });
        line.append(jump);
      }
      text.append(line);
    }
    find("summary").showModal();
  };

  const pressed = (event) => {
    const typing = event.target.matches('input[type="text"], select') || find("summary").open;
    if (!state.started || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key, number = state.at;
    if (event.key.length === 1 && !state.keys) return;
    const option = key.length === 1 && letterInput(number, key);
    if (option && event.shiftKey) strike(number, key);
    else if (option) choose(number, key);
    else if (key === "ArrowRight" || key === "N") go(number + 1);
    else if (key === "ArrowLeft" || key === "P") go(number - 1);
    else if (key === "F" || key === "M") flag(number);
    else return;
    event.preventDefault();
  };

  // Set the desk up
  const build = () => {
    for (const number of numbers) {
      const article = articles[number - 1], options = article.querySelector(".options"), asked = Number(article.dataset.select);
      if (options) {
        options.setAttribute("role", asked ? "group" : "radiogroup");
        options.setAttribute("aria-labelledby", `q${number}h q${number}s`);
      }
      for (const select of selects(number)) select.addEventListener("change", () => readRows(number));
      if (asked || selects(number).length) {
        const note = document.createElement("p");
        note.className = "chosen screen";
        note.setAttribute("aria-live", "polite");
        article.append(note);
      }
      for (const input of inputs(number)) {
        if (input.type === "text") input.addEventListener("input", () => answer(number, input.value));
        else input.addEventListener("change", () => read(number, input.value));
      }
      for (const button of article.querySelectorAll(".strike")) button.addEventListener("click", () => strike(number, button.textContent));
      article.querySelector(".flag").addEventListener("click", () => flag(number));
      article.addEventListener("focusin", () => {
        if (state.at === number) return;
        const before = state.at;
        state.at = number;
        showQuestion(before);
        showQuestion(number);
        steps();
      });
      const cell = document.createElement("button"), place = document.createElement("li");
      cell.type = "button";
      cell.textContent = number;
      cell.addEventListener("click", () => go(number));
      place.append(cell);
      find("grid").append(place);
      cells.push(cell);
    }
    find("name").addEventListener("input", () => {
      renew();
      state.name = find("name").value;
      keep();
    });
    find("begin").addEventListener("submit", (event) => {
      event.preventDefault();
      renew();
      if (state.started) return;
      state.started = Date.now();
      state.name = find("name").value.trim();
      keep();
      showAll();
      tick();
      go(1);
    });
    find("previous").addEventListener("click", () => go(state.at - 1));
    find("next").addEventListener("click", () => go(state.at + 1));
    find("review").addEventListener("click", review);
    find("back").addEventListener("click", () => find("summary").close());
    find("finish").addEventListener("click", () => end("finished"));
    find("view").addEventListener("click", () => {
      renew();
      state.view = state.view === "one" ? "all" : "one";
      keep(true);
      showAll();
    });
    find("keys").addEventListener("change", () => {
      renew();
      state.keys = find("keys").checked;
      keep(true);
    });
    find("again").addEventListener("click", () => {
      const button = find("again");
      if (!button.dataset.sure) {
        button.dataset.sure = "yes";
        button.textContent = "Erase all answers and start again";
        return;
      }
      delete button.dataset.sure;
      button.textContent = "Start again";
      state = { ...fresh(), name: state.name };
      write(clock, 0);
      keep();
      showAll();
      tick();
    });
    for (const button of document.querySelectorAll(".save")) button.addEventListener("click", save);
    document.addEventListener("keydown", pressed);
    window.addEventListener("storage", (event) => {
      if (event.key !== store) return;
      renew();
      showAll();
      tick();
    });
    setInterval(tick, 1000);
  };

  renew({});
  build();
  showAll();
  tick();
  root.classList.add("live");
})();
