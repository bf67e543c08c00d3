/**
 * The dossier's script: reads the case that the page carries and mounts each view into its host.
 *
 * The page is complete before it runs. A view that fails leaves the still picture where it is.
 */
import "./style/index.css";
import { readPayload } from "./case";
import { Page } from "./page";
import { browserAddress, plain, Store } from "./store";
import { mountViews } from "./views";

function start(): void {
  const data = readPayload(document);
  if (!data) return;
  const store = new Store(plain(data.policy, data.theme), browserAddress(window));
  const page = new Page(data, store, document);
  document.documentElement.classList.add("scripted");
  mountViews(document, page);
}

start();
