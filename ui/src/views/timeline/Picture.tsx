/** The timeline as a picture: lanes, axis, arcs and marks. Says nothing of where its numbers come from. */

import { Fragment } from "preact";
import { arc } from "./arcs";
import { overs, RADIUS, shorten, xOf, type Frame, type Gathered, type Picture as Laid, type Placed } from "./layout";
import type { Stretch, Tick } from "./time";

export const AXIS = 42;
/** Lines that can be told apart without pointing at a mark; more step back. */
const MANY = 24;

export interface Look {
  readonly look: "solid" | "hatch" | "outline";
  /** A round mark is a deed, a diamond is words. */
  readonly word: boolean;
  /** Colour slot of the side, 0 for none. */
  readonly slot: number;
  readonly href: string;
  readonly title: string;
}

export interface Bow {
  readonly act: string;
  readonly answer: string;
  readonly basis: "told" | "claimed" | "inferred";
}

interface Props {
  readonly laid: Laid;
  readonly frame: Frame;
  readonly ticks: readonly Tick[];
  readonly lanes: readonly { readonly name: string; readonly slot: number }[];
  readonly looks: ReadonlyMap<string, Look>;
  readonly bows: readonly Bow[];
  readonly current: string | null;
  readonly lit: string | null;
  readonly window: Stretch | null;
  readonly label: string;
  readonly more: (count: number) => string;
  readonly onGathered: (gathered: Gathered) => void;
}

export function Picture(props: Props) {
  const { laid, frame, looks } = props;
  const at = new Map(laid.placed.map((mark) => [mark.item.id, mark]));
  const tied = ties(props);
  return (
    <svg viewBox={`0 0 ${frame.width} ${laid.height}`} width={frame.width} height={laid.height} role="group" aria-label={props.label}>
      <Hatches slots={Math.max(0, ...props.lanes.map((lane) => lane.slot))} />
      <Axis ticks={props.ticks} frame={frame} height={laid.height} />
      {laid.lanes.map((lane) => {
        const slot = props.lanes[lane.index]?.slot ?? 0;
        return (
          <g key={lane.index}>
            <line x1={0} x2={frame.width} y1={lane.top} y2={lane.top} class="edge" />
            <rect x={0} y={lane.top} width={4} height={lane.bottom - lane.top} class={`f-s${slot}`} />
          </g>
        );
      })}
      <Outside window={props.window} frame={frame} height={laid.height} />
      <g class={tied ? "arcs some" : props.bows.length > MANY ? "arcs many" : "arcs"}>
        {props.bows.map((bow) => <Line key={`${bow.act} ${bow.answer}`} bow={bow} from={at.get(bow.act)} to={at.get(bow.answer)} lit={props.lit} />)}
      </g>
      {laid.lanes.map((lane) => {
        const { name, slot } = props.lanes[lane.index] ?? { name: "", slot: 0 };
        return <text key={lane.index} x={12} y={lane.top + 18} class={`lane t-s${slot}`}>{shorten(name, Math.floor(frame.width / 8))}</text>;
      })}
      <g class={tied ? "marks some" : "marks"}>
        {laid.placed.map((mark) => {
          const look = looks.get(mark.item.id);
          return look ? <Mark key={mark.item.id} mark={mark} look={look} current={mark.item.id === props.current} tied={tied?.has(mark.item.id) ?? false} /> : null;
        })}
      </g>
      {laid.gathered.map((one) => (
        <g key={`${one.lane} ${one.x}`} class="more" role="button" tabindex={0} aria-label={props.more(one.items.length)}
          onClick={() => props.onGathered(one)} onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); props.onGathered(one); } }}>
          <title>{props.more(one.items.length)}</title>
          <rect x={one.x - 16} y={one.y - 9} width={32} height={17} rx={8} />
          <text x={one.x} y={one.y + 4} text-anchor="middle">{`+${one.items.length}`}</text>
        </g>
      ))}
    </svg>
  );
}

/** Returns the mark that is lit and those tied to it by an answer, or null where nothing is lit or tied. */
function ties(props: Props): Set<string> | null {
  if (!props.lit) return null;
  const found = new Set<string>();
  for (const bow of props.bows) {
    if (bow.act === props.lit || bow.answer === props.lit) found.add(bow.act).add(bow.answer);
  }
  return found.size ? found : null;
}

/** One hatching for each colour, since a pattern does not take over the colour of what it fills. */
export function Hatches({ slots, name = "live" }: { slots: number; name?: string }) {
  return (
    <defs>
      {Array.from({ length: slots + 1 }, (_, slot) => (
        <pattern key={slot} id={`${name}-s${slot}`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={6} height={6} class="paper" />
          <rect width={3} height={6} class={`f-s${slot}`} />
        </pattern>
      ))}
    </defs>
  );
}

function Axis({ ticks, frame, height }: { ticks: readonly Tick[]; frame: Frame; height: number }) {
  // The larger unit's name is longer than a tick is wide; at the right edge it stands before its tick.
  const over = (x: number) => (x > frame.width - 110 ? Math.min(x + 24, frame.width) : x + 4);
  const named = overs(ticks.map((tick) => ({ x: xOf(tick.at, frame), over: tick.over })), frame.width);
  return (
    <g aria-hidden="true">
      {ticks.map((tick, place) => {
        const x = xOf(tick.at, frame);
        return (
          <Fragment key={tick.at}>
            <line x1={x} x2={x} y1={AXIS - 8} y2={height - 4} class="tick" />
            <text x={x + 4} y={AXIS - 10} class="day">{tick.label}</text>
            {named[place] && (
              <text x={over(x)} y={AXIS - 26} class="day over" text-anchor={x > frame.width - 110 ? "end" : "start"}>{named[place]}</text>
            )}
          </Fragment>
        );
      })}
    </g>
  );
}

/** What lies outside the window that the page is sifted by steps back. */
function Outside({ window, frame, height }: { window: Stretch | null; frame: Frame; height: number }) {
  if (!window) return null;
  const [left, right] = [Math.max(xOf(window[0], frame), 0), Math.min(xOf(window[1], frame), frame.width)];
  return (
    <g class="outside">
      {left > 0 && <rect x={0} y={AXIS - 8} width={Math.min(left, frame.width)} height={height - AXIS + 4} />}
      {right < frame.width && <rect x={Math.max(right, 0)} y={AXIS - 8} width={frame.width - Math.max(right, 0)} height={height - AXIS + 4} />}
    </g>
  );
}

function Line({ bow, from, to, lit }: { bow: Bow; from: Placed | undefined; to: Placed | undefined; lit: string | null }) {
  if (!from || !to || from === to) return null;
  const { line, tip } = arc({ x: from.bar ? from.x0 : (from.x0 + from.x1) / 2, y: from.y }, { x: to.before ? to.x1 : to.x0, y: to.y }, to.before);
  const looks = `arc ${bow.basis}${lit === bow.act || lit === bow.answer ? " lit" : ""}`;
  return <g class={looks}><path d={line} /><path d={tip} class="tip" /></g>;
}

function Mark({ mark, look, current, tied }: { mark: Placed; look: Look; current: boolean; tied: boolean }) {
  const y = mark.y + 4.5;
  return (
    <a href={look.href} data-id={mark.item.id} tabindex={current ? 0 : -1} class={tied ? "mark tied" : "mark"} aria-label={look.title}>
      <Shape mark={mark} look={look} />
      {mark.label && <text x={mark.labelX} y={mark.vague ? y - 2 : y} text-anchor={mark.before ? "end" : "start"}>{mark.label}</text>}
    </a>
  );
}

export function Shape({ mark, look }: { mark: Pick<Placed, "x0" | "x1" | "y" | "bar" | "vague"> & { item: { open: boolean } }; look: Pick<Look, "look" | "word" | "slot"> }) {
  const looks = `m ${look.look} l-s${look.slot} f-s${look.slot}`;
  const fill = look.look === "hatch" ? `url(#live-s${look.slot})` : undefined;
  const { y } = mark;
  if (mark.bar) {
    const [height, drop] = mark.vague ? [3, 8] : [11, -5.5];
    return <rect x={mark.x0} y={y + drop} width={Math.max(mark.x1 - mark.x0, 6)} height={height} rx={height / 2} class={looks + (mark.item.open ? " open" : "")} style={{ fill }} />;
  }
  const x = mark.x0 + RADIUS;
  const tail = mark.item.open ? <path d={`M${x + RADIUS},${y} h14 m-5,-4 l5,4 l-5,4`} class={`tail l-s${look.slot}`} /> : null;
  const shape = look.word
    ? <polygon points={`${x},${y - 7} ${x + 7},${y} ${x},${y + 7} ${x - 7},${y}`} class={looks} style={{ fill }} />
    : <circle cx={x} cy={y} r={RADIUS} class={looks} style={{ fill }} />;
  return <>{shape}{tail}</>;
}
