/**
 * The dossier's script: reads the case that the page carries, makes the page's tables live, and mounts each view.
 *
 * It stands before the page's sections, so that the bar answers while a long page is still coming in; what needs the
 * whole page waits for its end. The page is complete without it: what fails leaves it as it stands, with one line in
 * the console.
 */
import "./style/index.css";
import { readPayload } from "./case";
import { mountBar } from "./chrome/bar";
import { navigate } from "./chrome/navigate";
import { siftRows } from "./chrome/rows";
import { themes } from "./chrome/theme";
import { tips } from "./chrome/tip";
import { Page } from "./page";
import { browserAddress, plain, Store } from "./store";
import { mountViews } from "./views";

function start(): void {
  const data = readPayload(document);
  if (!data) return;
  const page = new Page(data, new Store(plain(data.policy, data.theme), browserAddress(window)), document);
  document.documentElement.classList.add("scripted");
  const bar = document.getElementById("bar");
  themes(page);
  if (bar) mountBar(bar, page);
  tips(page);
  whenWhole(() => {
    page.complete();
    siftRows(page);
    mountViews(document, page);
    navigate(page);
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
}

function whenWhole(then: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then, { once: true });
  else then();
}

start();
