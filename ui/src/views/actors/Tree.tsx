/** Sides, their bodies, the offices in them and the persons who hold them, with every name and how much they do. */

import { useRef } from "preact/hooks";
import type { Actor } from "../../case";
import type { Page } from "../../page";
import { useStore } from "../../parts/use";
import { counts, people, type Counts } from "./model";
import { count, tree, type Node } from "./tree";

/** Actors up to which the whole tree stands open. */
const OPEN = 40;
/** Actors on no side that are shown at once; the others, of whom less is told, are folded. */
const MOST = 12;

interface Shown {
  readonly page: Page;
  readonly weights: ReadonlyMap<string, Counts>;
  readonly most: number;
  readonly open: boolean;
  readonly chosen: readonly string[];
}

export function Tree({ page }: { page: Page }) {
  const state = useStore(page);
  const box = useRef<HTMLDivElement>(null);
  const weights = counts(page);
  const own = people(page, weights);
  const branches = tree(own, page.data.sides.map((side) => side.id));
  const word = (name: string, values = {}) => page.word("view_actors", name, values);
  const shown: Shown = {
    page, weights, open: own.length <= OPEN, chosen: state.actor,
    most: Math.max(1, ...[...weights.values()].flatMap((one) => [one.acts, one.suffers, one.says])),
  };
  const all = (open: boolean) => box.current?.querySelectorAll("details").forEach((one) => { one.open = open; });
  return (
    <div class="ac-tree" ref={box}>
      <h3>{word("tree")}</h3>
      <p class="intro">{word("tree_intro")}</p>
      {branches.some((branch) => branch.nodes.some((node) => node.below.length)) && (
        <p class="ac-bar"><span class="set"><button type="button" onClick={() => all(true)}>{word("open_all")}</button><button type="button" onClick={() => all(false)}>{word("close_all")}</button></span></p>
      )}
      <Legend page={page} />
      {branches.map((branch) => (
        <section key={branch.side} aria-label={branch.side === null ? word("outside") : (page.data.sides[branch.side]?.name ?? "")}>
          {branch.side === null && <h4>{word("outside")}</h4>}
          <ul class={branch.side === null ? "" : "sides"}>{branch.nodes.slice(0, MOST).map((node) => <Leaf key={node.id} node={node} shown={shown} depth={0} />)}</ul>
          {branch.nodes.length > MOST && (
            <details>
              <summary>{word("rest", { count: branch.nodes.length - MOST })}</summary>
              <ul>{branch.nodes.slice(MOST).map((node) => <Leaf key={node.id} node={node} shown={shown} depth={1} />)}</ul>
            </details>
          )}
        </section>
      ))}
    </div>
  );
}

function Legend({ page }: { page: Page }) {
  const word = (name: string) => page.word("view_actors", name);
  return (
    <ul class="key" aria-hidden="true">
      <li><i class="meter acts" /> {word("bar_acts")}</li>
      <li><i class="meter suffers" /> {word("bar_suffers")}</li>
      <li><i class="meter says" /> {word("bar_says")}</li>
    </ul>
  );
}

function Leaf({ node, shown, depth }: { node: Node; shown: Shown; depth: number }) {
  const actor = shown.page.actors.get(node.id);
  if (!actor) return null;
  if (!node.below.length) return <li><div class="who"><One actor={actor} shown={shown} /></div></li>;
  const below = shown.page.word("view_actors", "below", { count: count(node) });
  return (
    <li>
      <div class="who"><One actor={actor} shown={shown} /></div>
      <details open={shown.open || depth === 0}>
        <summary>{below}</summary>
        <ul>{node.below.map((one) => <Leaf key={one.id} node={one} shown={shown} depth={depth + 1} />)}</ul>
      </details>
    </li>
  );
}

function One({ actor, shown }: { actor: Actor; shown: Shown }) {
  const { page, weights, most, chosen } = shown;
  const word = (name: string, values = {}) => page.word("view_actors", name, values);
  const own = weights.get(actor.id) ?? { acts: 0, suffers: 0, says: 0 };
  const on = chosen.includes(actor.id);
  const offices = actor.roles.map((role) => (role.of ? word("former", { title: role.title, of: page.name(role.of) }) : role.title));
  const bars = (["acts", "suffers", "says"] as const).map((what) => <i key={what} class={`meter ${what}`} style={{ width: `${(own[what] / most) * 100}%` }} />);
  return (
    <>
      <span class="name">
        <a href={`#${actor.id}`} class={actor.colour}>{actor.name}</a> <small>{page.word("kinds", actor.kind)}</small>
        {offices.length > 0 && <span class="office">{offices.join("; ")}</span>}
        {actor.aliases.length > 0 && <span class="also">{word("also", { names: actor.aliases.map((alias) => page.speech.quoted(alias)).join(", ") })}</span>}
      </span>
      <span class="bars" title={(["acts", "suffers", "says"] as const).map((what) => word(what, { count: own[what] })).join(", ")}>
        <span aria-hidden="true">{bars}</span>
        <small>{(["acts", "suffers", "says"] as const).filter((what) => own[what]).map((what) => word(what, { count: own[what] })).join(" · ")}</small>
      </span>
      <button type="button" class="vw-button" aria-pressed={on} onClick={() => page.store.toggle("actor", actor.id)} aria-label={word(on ? "all_again" : "only_long", { name: actor.name })}>{word("only")}</button>
    </>
  );
}
